// A name must not reach a log.
#include "engine/custodian/plaintext.hpp"

#include <iostream>

void tell(const gauze::custodian::Plaintext& name)
{
    std::cerr << name.empty();
#ifdef LEAK
    std::cerr << name;
#endif
}
