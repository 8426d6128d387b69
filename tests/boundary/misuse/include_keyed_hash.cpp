// Only the custodian hashes under the project secret.
#include "bloom/base/error.hpp"
#ifdef LEAK
#include "bloom/keyed/keyed_hash.hpp"
#endif
