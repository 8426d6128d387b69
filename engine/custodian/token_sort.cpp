#include "engine/custodian/token_sort.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/files.hpp"

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace gauze::custodian {

namespace {

constexpr std::uint64_t bucket_bytes = 24u << 20; // a bucket is sorted in memory
constexpr std::size_t most_buckets = 1024;
constexpr std::size_t first_buffer = 16u << 10;

// A row in a bucket: its length, token, number, what every row has, and the cells, each behind its length.
struct Head {
    std::uint32_t bytes;
    std::uint32_t unused;
    std::uint64_t number;
    RowToken token;
};
static_assert(sizeof(Head) == 32);

std::size_t whole_words(std::size_t bytes) { return (bytes + 7) / 8 * 8; }

[[noreturn]] void failed(const std::filesystem::path& path)
{
    throw Error(Exit::cannot_write,
                fmt::format("{} cannot be written: {}", path.string(), std::strerror(errno)),
                "is there room on the disk of the output folder? sorting needs about as much as the output");
}

} // namespace

struct TokenSort::Bucket {
    explicit Bucket(Bytes key, std::uint64_t number) : stream(key, nonce(number)), unread(key, nonce(number))
    {}
    static std::array<std::byte, 16> nonce(std::uint64_t number)
    {
        std::array<std::byte, 16> bytes{};
        std::memcpy(bytes.data(), &number, sizeof number); // the counter is at the other end
        return bytes;
    }
    ~Bucket()
    {
        if (descriptor >= 0) ::close(descriptor);
    }
    Aes256Stream stream, unread;
    std::unique_ptr<WipedBuffer> buffer;
    std::size_t used = 0;
    std::uint64_t spilled = 0;
    int descriptor = -1;
};

TokenSort::TokenSort(std::filesystem::path folder, std::size_t fixed_bytes, std::size_t cells,
                     std::uint64_t expected_bytes, std::size_t memory)
    : folder_(std::move(folder)), fixed_bytes_(fixed_bytes), cells_(cells), memory_(memory), key_(32)
{
    random_bytes(key_.fill());
    const auto count = std::clamp<std::uint64_t>(expected_bytes / bucket_bytes + 1, 1, most_buckets);
    for (std::uint64_t b = 0; b < count; ++b) buckets_.push_back(std::make_unique<Bucket>(key_.reveal(), b));
}

TokenSort::~TokenSort()
{
    std::error_code ignored;
    for (std::size_t b = 0; b < buckets_.size(); ++b)
        if (buckets_[b] && buckets_[b]->descriptor >= 0) std::filesystem::remove(path_of(b), ignored);
}

std::filesystem::path TokenSort::path_of(std::size_t bucket) const
{
    return folder_ / fmt::format(".sort-{}", bucket);
}

// Tokens are uniform, so their first 32 bits deal them out evenly, and in order.
std::size_t TokenSort::bucket_of(const RowToken& token) const noexcept
{
    std::uint64_t first = 0;
    for (std::size_t i = 0; i < 4; ++i) first = first << 8 | std::to_integer<std::uint64_t>(token.bytes[i]);
    return static_cast<std::size_t>(first * buckets_.size() >> 32);
}

void TokenSort::add(const RowToken& token, std::uint64_t number, const std::byte* fixed,
                    std::span<const std::string_view> cells)
{
    assert(cells.size() == cells_);
    std::size_t bytes = sizeof(Head) + fixed_bytes_ + cells.size() * 4;
    for (const std::string_view cell : cells) bytes += cell.size();
    bytes = whole_words(bytes);
    const std::size_t b = bucket_of(token);
    Bucket& bucket = *buckets_[b];
    if (!bucket.buffer || bucket.buffer->size() - bucket.used < bytes) {
        const std::size_t size = bucket.buffer ? bucket.buffer->size() : 0;
        if (held_ + size + bytes > memory_) spill(b);
        if (!bucket.buffer || bucket.buffer->size() - bucket.used < bytes) {
            auto wider =
                std::make_unique<WipedBuffer>(std::max({first_buffer, 2 * size, bucket.used + bytes}));
            if (bucket.buffer) std::memcpy(wider->data(), bucket.buffer->data(), bucket.used);
            held_ += wider->size() - size;
            bucket.buffer = std::move(wider);
        }
    }
    char* at = bucket.buffer->data() + bucket.used;
    const Head head{static_cast<std::uint32_t>(bytes), 0, number, token};
    std::memcpy(at, &head, sizeof head);
    at = std::copy_n(reinterpret_cast<const char*>(fixed), fixed_bytes_, at + sizeof head);
    for (const std::string_view cell : cells) {
        const auto length = static_cast<std::uint32_t>(cell.size());
        std::memcpy(at, &length, 4);
        at = std::copy(cell.begin(), cell.end(), at + 4);
    }
    bucket.used += bytes;
    ++rows_;
}

void TokenSort::spill(std::size_t b)
{
    Bucket& bucket = *buckets_[b];
    if (bucket.used == 0) return;
    if (bucket.descriptor < 0)
        bucket.descriptor = ::open(path_of(b).c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (bucket.descriptor < 0) failed(path_of(b));
    const std::span<std::byte> bytes = std::as_writable_bytes(std::span(bucket.buffer->data(), bucket.used));
    bucket.stream.apply(bytes);
    for (std::size_t at = 0; at < bytes.size();) {
        const auto part = ::write(bucket.descriptor, bytes.data() + at, bytes.size() - at);
        if (part < 0 && errno == EINTR) continue;
        if (part < 0) failed(path_of(b));
        at += static_cast<std::size_t>(part);
    }
    bucket.spilled += bucket.used;
    bucket.used = 0;
}

bool TokenSort::next(SortedRows& into)
{
    into.order_.clear();
    if (next_ == buckets_.size()) return false;
    const std::size_t b = next_++;
    Bucket& bucket = *buckets_[b];
    const std::size_t total = static_cast<std::size_t>(bucket.spilled) + bucket.used;
    auto bytes = std::make_unique<WipedBuffer>(std::max<std::size_t>(total, 1));
    for (std::size_t at = 0; at < bucket.spilled;) {
        const auto part = ::pread(bucket.descriptor, bytes->data() + at,
                                  static_cast<std::size_t>(bucket.spilled) - at, static_cast<off_t>(at));
        if (part < 0 && errno == EINTR) continue;
        if (part <= 0) failed(path_of(b));
        at += static_cast<std::size_t>(part);
    }
    if (bucket.spilled > 0) {
        bucket.unread.apply(
            std::as_writable_bytes(std::span(bytes->data(), static_cast<std::size_t>(bucket.spilled))));
        (void)::unlink(path_of(b).c_str());
    }
    if (bucket.used > 0) std::memcpy(bytes->data() + bucket.spilled, bucket.buffer->data(), bucket.used);
    buckets_[b].reset();

    for (std::size_t at = 0; at < total;) {
        Head head;
        std::memcpy(&head, bytes->data() + at, sizeof head);
        into.order_.push_back({head.token, reinterpret_cast<const std::byte*>(bytes->data()) + at});
        at += head.bytes;
    }
    std::ranges::sort(into.order_, {}, &SortedRows::Place::token);
    into.bytes_ = std::move(bytes);
    into.fixed_bytes_ = fixed_bytes_;
    into.cells_ = cells_;
    const auto twin = std::ranges::adjacent_find(into.order_, {}, &SortedRows::Place::token);
    if (twin != into.order_.end()) {
        const auto i = static_cast<std::size_t>(twin - into.order_.begin());
        const auto [first, second] = std::minmax({into.number(i), into.number(i + 1)});
        throw Error(Exit::bad_data,
                    fmt::format("rows {} and {} hold the same reference in the id column", first, second),
                    "with a test seed every record needs a reference of its own");
    }
    return true;
}

std::uint64_t SortedRows::number(std::size_t i) const noexcept
{
    Head head;
    std::memcpy(&head, order_[i].at, sizeof head);
    return head.number;
}

const std::byte* SortedRows::fixed(std::size_t i) const noexcept { return order_[i].at + sizeof(Head); }

std::string_view SortedRows::cell(std::size_t i, std::size_t c) const noexcept
{
    const std::byte* at = order_[i].at + sizeof(Head) + fixed_bytes_;
    for (;; --c) {
        std::uint32_t length = 0;
        std::memcpy(&length, at, 4);
        at += 4;
        if (c == 0) return {reinterpret_cast<const char*>(at), length};
        at += length;
    }
}

void SortedRows::cells_from(std::size_t i, std::size_t c, std::vector<std::string_view>& into) const
{
    if (c >= cells_) return;
    std::string_view one = cell(i, c);
    for (;; ++c) {
        into.push_back(one);
        if (c + 1 == cells_) return;
        const char* next = one.data() + one.size();
        std::uint32_t length = 0;
        std::memcpy(&length, next, 4);
        one = {next + 4, length};
    }
}

} // namespace gauze::custodian
