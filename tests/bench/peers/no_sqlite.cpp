// Stands in for sqlite.cpp where libsqlite3-dev is not installed.
#include "tests/bench/peers/peer.h"

namespace dateline {

std::vector<Peer> sqlite_peers() { return {}; }

}  // namespace dateline
