// Names are not sorted: the order of a custodian's file must not be that of its people.
#include "engine/custodian/plaintext.hpp"

bool before(const gauze::custodian::Plaintext& a, const gauze::custodian::Plaintext& b)
{
#ifdef LEAK
    return a < b;
#else
    return a.empty() && !b.empty();
#endif
}
