// Finds the files below the given paths.
#pragma once

#include <functional>
#include <string>

namespace dateline {

// Calls `each` with every regular file at or below `path` (absolute), folders in the order of their names. Links to folders are not
// followed; names that begin with '.', and names that match a line of a `.datelineignore` in their folder or one above (shell patterns, '#' begins a
// comment), are left out. A folder that cannot be read is told to `unreadable` with the reason. Throws std::system_error when `path` itself is not there.
void walk(const std::string& path, const std::function<void(const std::string& file)>& each,
          const std::function<void(const std::string& folder, const std::string& reason)>& unreadable);

}  // namespace dateline
