// A line of an evidence log as a stranger may write it. What is accepted is read back as what it was, byte
// for byte, and is nobody's line: no key of the fuzzer has signed it.
#include "bloom/base/error.hpp"
#include "engine/project/evidence/log_line.hpp"

#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace gauze;
    using namespace gauze::project;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    static const SigningKey key = SigningKey::generate();
    static const PublicKey known = key.public_key();
    try {
        LogLine line = LogLine::parse(text, "fuzz");
        if (line.text() != text) __builtin_trap();
        if (line.is_signed_by(known)) __builtin_trap();
        check_follows(line, &line, text, "fuzz"); // refused: a line does not follow itself
        __builtin_trap();
    } catch (const Error&) {
        // refused in words
    }
    return 0;
}
