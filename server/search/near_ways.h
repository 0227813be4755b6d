// Nearness to any of several: "(ban OR fine) NEAR/5 huawei".
#pragma once

#include <cstddef>
#include <vector>

#include "server/search/query.h"

namespace dateline {

// How many chains of single words and phrases a near node stands for; of an any_of node the number of its children, 1 of any other.
std::size_t near_ways(const QueryNode& node);

// Those chains: near nodes without any_of nodes in them, as many as near_ways tells.
std::vector<QueryNode> near_chains(const QueryNode& near);

}  // namespace dateline
