// The state of a ceremony is a party's own file, and still may be anything after a disk has failed: it is
// read or refused, and never anything else. The checksum would stop nearly every mutation, so each input is
// tried a second time with a right one behind it.
#include "bloom/base/error.hpp"
#include "engine/custodian/ceremony_state.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

void read_or_refuse(std::string_view text)
{
    const int descriptor = ::memfd_create("state", MFD_CLOEXEC);
    if (::fchmod(descriptor, 0600) != 0) std::abort();
    if (::write(descriptor, text.data(), text.size()) != static_cast<ssize_t>(text.size())) std::abort();
    try {
        (void)gauze::custodian::read_ceremony_state(fmt::format("/proc/self/fd/{}", descriptor),
                                                    {"study", std::string(64, 'a'), ""}, "hospital");
    } catch (const gauze::Error& error) {
        if (error.code() != gauze::Exit::bad_data && error.code() != gauze::Exit::refused) std::abort();
    }
    ::close(descriptor);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size > 8192) return 0;
    std::string text(reinterpret_cast<const char*>(data), size);
    read_or_refuse(text);
    if (!text.starts_with("gauze-ceremony 1\n")) text.insert(0, "gauze-ceremony 1\n");
    const auto digest = gauze::hmac_sha256(gauze::bytes_of("gauze-ceremony-state"), gauze::bytes_of(text));
    read_or_refuse(text + "check " + gauze::to_hex(digest).substr(0, 8) + "\n");
    return 0;
}
