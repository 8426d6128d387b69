// Plaintext becomes text through reveal() alone, which can be searched for.
#include "engine/custodian/plaintext.hpp"

std::string_view read(const gauze::custodian::Plaintext& name)
{
#ifdef LEAK
    return name;
#else
    return name.reveal();
#endif
}
