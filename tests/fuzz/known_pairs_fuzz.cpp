// A list of known pairs as a stranger may write it: it is read or refused, and what is read has as many lines
// at most as the file.
#include "bloom/base/error.hpp"
#include "engine/linkage/known_pairs.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace gauze;
    std::string text(reinterpret_cast<const char*>(data), size);
    // Of half the inputs the header is put right, so that the rows are looked at.
    if (size > 0 && data[0] % 2 == 0)
        text = "party_a,row_token_a,party_b,row_token_b,known\n" + text.substr(1);
    try {
        const auto lines = linkage::parse_known_pairs(text, "known.csv");
        if (lines.size() > static_cast<std::size_t>(std::ranges::count(text, '\n')) + 1) __builtin_trap();
    } catch (const Error& error) {
        if (error.code() != Exit::bad_data) __builtin_trap();
    }
    return 0;
}
