// The researcher has no use for encodings.
#include "bloom/base/error.hpp"
#ifdef LEAK
#include "bloom/filter_table.hpp"
#endif
