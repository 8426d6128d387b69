// A unit's evidence as a damaged or forged journal may hold it. Digests guard every byte, so the fuzzer gets
// help: half of its inputs are given the digests that they would need. What is accepted must come out again
// byte for byte.
#include "bloom/base/error.hpp"
#include "engine/linkage/evidence_bytes.hpp"

#include <cstdint>
#include <cstring>
#include <string>

namespace {

using namespace gauze;

void read_and_write_again(std::string_view bytes)
{
    try {
        const linkage::EvidenceUnit unit = linkage::read_evidence(bytes_of(bytes), "fuzz");
        const linkage::EvidenceLayout layout(unit.shape);
        for (std::size_t v = 0; v < unit.distinct.size(); ++v) (void)layout.read(unit.distinct.vector(v));
        if (linkage::evidence_bytes(unit) != bytes) __builtin_trap();
    } catch (const Error&) {
    }
}

std::string digest_of(std::string_view bytes)
{
    const Digest digest = sha256(bytes_of(bytes));
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (size < 3) return 0;
    if (bytes.front() % 2 == 0) {
        read_and_write_again(bytes.substr(1));
    } else { // two bytes say where the candidates begin
        std::uint16_t cut = 0;
        std::memcpy(&cut, data + 1, 2);
        const std::string_view rest = bytes.substr(3);
        const std::string opening = std::string("GAUZEEVI\1\0\0\0", 12) +
                                    std::string(rest.substr(0, std::min<std::size_t>(cut, rest.size())));
        const std::string_view candidates = rest.substr(std::min<std::size_t>(cut, rest.size()));
        read_and_write_again(opening + digest_of(opening) + std::string(candidates) + digest_of(candidates));
    }
    return 0;
}
