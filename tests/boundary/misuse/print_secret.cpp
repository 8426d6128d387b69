// A key must not reach a log.
#include "bloom/base/secret.hpp"

#include <iostream>

void tell(const gauze::Secret& key)
{
    std::cerr << key.size();
#ifdef LEAK
    std::cerr << key;
#endif
}
