// The encoded file as a stranger may send it. Digests guard nearly every byte, so the fuzzer gets help: the
// second half of its inputs is taken as a header, and a file with the right digests is built around it.
#include "bloom/base/error.hpp"
#include "bloom/encoded_file.hpp"

#include <cstdint>
#include <cstring>
#include <string>

#include <sys/mman.h>
#include <unistd.h>

namespace {

using namespace gauze;

void open_and_walk(std::string_view bytes)
{
    const int descriptor = ::memfd_create("encoded", 0);
    if (::write(descriptor, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size())) {
        try {
            const bloom::EncodedFile file("/proc/self/fd/" + std::to_string(descriptor));
            std::uint64_t walked = 0;
            for (std::size_t v = 0; v < file.header().views.size(); ++v)
                for (const std::uint32_t weight : file.view_weights(v)) walked += weight;
            for (std::size_t b = 0; b < file.header().blocks.size(); ++b)
                for (std::size_t r = 0; r < file.rows(); ++r) walked += file.has_block(b, r);
            for (std::size_t r = 0; r < file.rows(); ++r) {
                for (std::size_t s = 0; s < file.header().strata.size(); ++s)
                    if (file.stratum(s, r) >= file.header().strata[s].values) __builtin_trap();
                for (std::size_t f = 0; f < file.header().rarity.size(); ++f)
                    if (file.rarity(f, r) > bloom::rarity_classes) __builtin_trap();
            }
            if (walked > (std::uint64_t{1} << 60)) __builtin_trap();
        } catch (const Error&) {
        }
    }
    ::close(descriptor);
}

std::string with_right_digest(std::uint32_t version, std::string_view header, std::string_view rest)
{
    std::string file = "GAUZEENC";
    const std::uint32_t numbers[] = {version, static_cast<std::uint32_t>(header.size())};
    file.append(reinterpret_cast<const char*>(numbers), sizeof numbers);
    const Digest digest = sha256(bytes_of(header));
    file.append(reinterpret_cast<const char*>(digest.data()), digest.size());
    file += header;
    file.append((64 - file.size() % 64) % 64, '\0');
    return file + std::string(rest);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (bytes.empty()) return 0;
    if (bytes.front() % 2 == 0) {
        open_and_walk(bytes.substr(1));
    } else {
        const std::size_t cut = bytes.find('\n', 1);
        const std::string_view header = bytes.substr(1, cut == std::string_view::npos ? cut : cut - 1);
        const std::uint32_t version = 2u + static_cast<unsigned char>(bytes.front()) / 2 % 3;
        open_and_walk(
            with_right_digest(version, header, cut == std::string_view::npos ? "" : bytes.substr(cut + 1)));
    }
    return 0;
}
