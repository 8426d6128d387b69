// Plaintext compiles in the custodian's room alone.
#include "bloom/base/error.hpp"
#ifdef LEAK
#include "engine/custodian/plaintext.hpp"
#endif
