// Whether two names are the same is decided by the linkage unit, on encodings.
#include "engine/custodian/plaintext.hpp"

bool same(const gauze::custodian::Plaintext& a, const gauze::custodian::Plaintext& b)
{
#ifdef LEAK
    return a == b;
#else
    return a.empty() == b.empty();
#endif
}
