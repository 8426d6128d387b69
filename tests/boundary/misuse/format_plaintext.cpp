// A name must not reach a message either, and messages are made with fmt.
#include "engine/custodian/plaintext.hpp"

#include <fmt/format.h>

std::string message(const gauze::custodian::Plaintext& name)
{
#ifdef LEAK
    return fmt::format("{} is missing", name);
#else
    return fmt::format("a cell is missing: {}", name.empty());
#endif
}
