// The researcher has no use for encodings.
#include "bloom/base/error.hpp"
#ifdef LEAK
#include "bloom/encoded_file.hpp"
#endif
