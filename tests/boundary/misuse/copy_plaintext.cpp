// A name is held once, or moved; a copy would be one more place to wipe.
#include "engine/custodian/plaintext.hpp"

gauze::custodian::Plaintext keep(gauze::custodian::Plaintext& name)
{
#ifdef LEAK
    return name;
#else
    return std::move(name);
#endif
}
