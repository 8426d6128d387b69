#include "engine/custodian/input.hpp"

#include "bloom/base/crypto.hpp"
#include "bloom/base/error.hpp"
#include "bloom/base/files.hpp"

#include <cerrno>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

namespace gauze::custodian {

namespace {

class FileBytes : public StoredBytes {
public:
    explicit FileBytes(const std::filesystem::path& path) : path_(path), descriptor_(open_input(path)) {}
    ~FileBytes() override { ::close(descriptor_); }

    std::size_t read(std::span<char> into) override
    {
        std::size_t filled = 0;
        while (filled < into.size()) {
            const auto part = ::read(descriptor_, into.data() + filled, into.size() - filled);
            if (part < 0 && errno == EINTR) continue;
            if (part < 0)
                throw Error(Exit::input_missing, fmt::format("{} cannot be read: {}", path_.string(),
                                                             std::generic_category().message(errno)));
            if (part == 0) break;
            filled += static_cast<std::size_t>(part);
        }
        return filled;
    }

private:
    std::filesystem::path path_;
    int descriptor_;
};

} // namespace

Input::Input(std::filesystem::path file) : path_(std::move(file)) {}

Input::Input(std::filesystem::path name, std::uint64_t size, Open open)
    : path_(std::move(name)), size_(size), open_(std::move(open))
{}

std::uint64_t Input::size() const { return open_ ? size_ : std::filesystem::file_size(path_); }

std::unique_ptr<StoredBytes> Input::begin_pass() const
{
    return open_ ? open_() : std::make_unique<FileBytes>(path_);
}

std::string digest_of(const Input& input)
{
    const auto bytes = input.begin_pass();
    Sha256 digest;
    Secret piece(std::size_t{64} << 10);
    for (std::size_t size = piece.size(); size == piece.size();) {
        size = bytes->read({reinterpret_cast<char*>(piece.fill().data()), piece.size()});
        digest.update(piece.reveal().first(size));
    }
    return to_hex(digest.finish());
}

} // namespace gauze::custodian
