#include "blocking/key_sort.hpp"

#include "bloom/base/parallel.hpp"

#include <algorithm>
#include <bit>

namespace gauze::blocking {

namespace {

constexpr std::size_t rows_a_chunk = 1u << 16;
constexpr std::size_t rows_a_partition = 2048; // 32 KiB of entries
constexpr unsigned most_partition_bits = 10;
constexpr unsigned most_bucket_bits = 14;
// Up to here insertion is the fastest sort; a bucket of more is a key that many share, or bad luck.
constexpr std::size_t small_bucket = 24;

std::size_t chunks_of(std::size_t rows) { return (rows + rows_a_chunk - 1) / rows_a_chunk; }

// The `bits` leading bits; a shift by 64 would be undefined.
std::size_t leading(std::uint64_t key, unsigned bits) { return bits == 0 ? 0 : key >> (64 - bits); }

bool before(const KeyEntry& a, const KeyEntry& b) { return a.key != b.key ? a.key < b.key : a.row < b.row; }

// Entries come in the order of their rows: equal keys need no move.
void insertion_sort(std::span<KeyEntry> entries)
{
    for (std::size_t i = 1; i < entries.size(); ++i) {
        const KeyEntry entry = entries[i];
        std::size_t at = i;
        for (; at > 0 && entry.key < entries[at - 1].key; --at) entries[at] = entries[at - 1];
        entries[at] = entry;
    }
}

void sort_bucket(std::span<KeyEntry> bucket)
{
    if (bucket.size() <= small_bucket)
        insertion_sort(bucket);
    else if (!std::ranges::is_sorted(bucket, before)) // one hot key is in order already
        std::ranges::sort(bucket, before);
}

} // namespace

unsigned partition_bits(std::size_t rows) noexcept
{
    const std::size_t wanted = rows / rows_a_partition;
    return std::min(most_partition_bits, static_cast<unsigned>(std::bit_width(wanted)));
}

KeySort::KeySort(std::size_t rows) : read_(rows), dealt_(rows), begins_{0} {}

// Reads a column of row-major keys into entries, and counts them by partition.
void KeySort::gather(const KeyRows& keys, std::uint32_t slot, std::size_t chunk)
{
    const std::size_t first = chunk * rows_a_chunk, end = std::min(keys.size(), first + rows_a_chunk);
    std::uint32_t* const counts = counts_.data() + (chunk << bits_);
    KeyEntry* out = read_.data() + first;
    for (std::size_t r = first; r < end; ++r) {
        if (!keys.has(r, slot)) continue;
        *out = {mixed(keys.key(r, slot)), static_cast<std::uint32_t>(r)};
        ++counts[leading(out->key, bits_)];
        ++out;
    }
    found_[chunk] = static_cast<std::uint32_t>(out - (read_.data() + first));
}

// Counts become the places at which each chunk writes.
void KeySort::sum_up(std::size_t chunks)
{
    std::uint32_t at = 0;
    for (std::size_t p = 0; p < std::size_t{1} << bits_; ++p) {
        begins_[p] = at;
        for (std::size_t c = 0; c < chunks; ++c) {
            const std::uint32_t count = counts_[(c << bits_) + p];
            counts_[(c << bits_) + p] = at;
            at += count;
        }
    }
    begins_.back() = at;
}

void KeySort::scatter(std::size_t chunk)
{
    std::uint32_t* const places = counts_.data() + (chunk << bits_);
    const KeyEntry* const first = read_.data() + chunk * rows_a_chunk;
    for (const KeyEntry& entry : std::span(first, found_[chunk]))
        dealt_.data()[places[leading(entry.key, bits_)]++] = entry;
}

void KeySort::deal(const KeyRows& keys, std::uint32_t slot, unsigned bits)
{
    assert(keys.size() <= read_.size());
    bits_ = bits;
    const std::size_t chunks = chunks_of(keys.size());
    counts_.assign(chunks << bits, 0);
    found_.assign(chunks, 0);
    begins_.assign((std::size_t{1} << bits) + 1, 0);
    for_each_task(chunks, [&](std::size_t chunk) { gather(keys, slot, chunk); });
    sum_up(chunks);
    for_each_task(chunks, [&](std::size_t chunk) { scatter(chunk); });
}

// Deals to buckets of about one entry by the bits behind those of the partition, then sorts each bucket.
std::span<const KeyEntry> KeySort::sorted(std::size_t partition)
{
    const std::size_t begin = begins_[partition], size = begins_[partition + 1] - begin;
    const std::span from(dealt_.data() + begin, size);
    const std::span to(read_.data() + begin, size);
    const unsigned bits = std::min(most_bucket_bits, static_cast<unsigned>(std::bit_width(size)));
    thread_local std::vector<std::uint32_t> ends;
    ends.assign((std::size_t{1} << bits) + 1, 0);
    const auto bucket_of = [&](const KeyEntry& e) { return leading(e.key << bits_, bits); };
    for (const KeyEntry& entry : from) ++ends[bucket_of(entry) + 1];
    for (std::size_t b = 1; b < ends.size(); ++b) ends[b] += ends[b - 1];
    for (const KeyEntry& entry : from) to[ends[bucket_of(entry)]++] = entry;
    for (std::size_t b = 0, first = 0; b + 1 < ends.size(); first = ends[b], ++b)
        if (ends[b] - first > 1) sort_bucket(to.subspan(first, ends[b] - first));
    return to;
}

} // namespace gauze::blocking
