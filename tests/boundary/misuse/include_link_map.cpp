// The link map, beside a ledger, would say whose record matched.
#include "bloom/base/error.hpp"
#ifdef LEAK
#include "engine/project/link_map.hpp"
#endif
