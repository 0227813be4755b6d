// What signatures cost.
#pragma once

#include <vector>

#include "tests/bench/copies/texts.h"

namespace dateline {

// Prints how fast texts are signed and looked up, in memory and as in a mapped file, what is looked at, and the bytes of an article.
void print_speed(const HashedTexts& read);

}  // namespace dateline
