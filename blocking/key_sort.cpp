#include "blocking/key_sort.hpp"

#include "bloom/base/parallel.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

namespace gauze::blocking {

namespace {

constexpr std::size_t rows_a_chunk = 1u << 16;
// The processor foresees a column of long rows only up to the end of a page.
constexpr std::size_t rows_ahead = 48;
constexpr std::size_t rows_a_partition = 4096; // 32 KiB of entries
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

KeySort::KeySort(std::size_t rows) : dealt_(rows), begins_{0} {}

// Reads a column of row-major keys, counts it by partition, and writes it partition by partition.
void KeySort::deal_chunk(const KeyRows& keys, std::uint32_t slot, std::size_t chunk)
{
    const std::size_t first = chunk * rows_a_chunk, end = std::min(keys.size(), first + rows_a_chunk);
    thread_local std::vector<KeyEntry> of_thread;
    of_thread.resize(rows_a_chunk);
    const std::span<KeyEntry> column(of_thread);
    const std::span places(places_.data() + (chunk << bits_), std::size_t{1} << bits_);
    const unsigned bits = bits_;
    std::size_t found = 0;
    for (std::size_t r = first; r < end; ++r) {
        __builtin_prefetch(keys.row(std::min(r + rows_ahead, end - 1)) + slot);
        const KeyEntry entry{mixed(keys.key(r, slot)), static_cast<std::uint32_t>(r)};
        const bool there = keys.has(r, slot); // without a jump: nobody can foresee it
        column[found] = entry;
        found += there;
        places[leading(entry.key, bits)] += there;
    }
    std::exclusive_scan(places.begin(), places.end(), places.begin(), std::uint32_t{0});
    KeyEntry* const out = dealt_.data() + first;
    for (const KeyEntry& entry : column.first(found)) out[places[leading(entry.key, bits)]++] = entry;
}

void KeySort::deal(const KeyRows& keys, std::uint32_t slot, unsigned bits)
{
    assert(keys.size() <= dealt_.size());
    bits_ = bits;
    chunks_ = chunks_of(keys.size());
    places_.assign(chunks_ << bits, 0);
    for_each_task(chunks_, [&](std::size_t chunk) { deal_chunk(keys, slot, chunk); });
    begins_.assign((std::size_t{1} << bits) + 1, 0);
    for (std::size_t chunk = 0; chunk < chunks_; ++chunk)
        for (std::size_t p = 0; p < partitions(); ++p) begins_[p + 1] += segment(chunk, p).size();
    for (std::size_t p = 0; p < partitions(); ++p) begins_[p + 1] += begins_[p];
}

std::span<const KeyEntry> KeySort::segment(std::size_t chunk, std::size_t partition) const noexcept
{
    const std::uint32_t* const ends = places_.data() + (chunk << bits_);
    const std::uint32_t begin = partition == 0 ? 0 : ends[partition - 1];
    return {dealt_.data() + chunk * rows_a_chunk + begin, ends[partition] - begin};
}

// Deals to buckets of about half an entry by the bits behind those of the partition. Then nearly all is in
// order, and one insertion sort over the whole moves what is not, never out of its bucket; unless a bucket is
// large: a key that many share.
std::span<const KeyEntry> KeySort::sorted(std::size_t partition, std::vector<KeyEntry>& room) const
{
    const std::size_t size = begins_[partition + 1] - begins_[partition];
    if (room.size() < size) room.resize(size);
    const std::span<KeyEntry> to(room.data(), size);
    const unsigned bits = std::min(most_bucket_bits, 1 + static_cast<unsigned>(std::bit_width(size)));
    thread_local std::vector<std::uint32_t> of_thread;
    of_thread.assign((std::size_t{1} << bits) + 1, 0);
    const std::span<std::uint32_t> ends(of_thread);
    const auto bucket_of = [shift = bits_, bits](const KeyEntry& e) { return leading(e.key << shift, bits); };
    for (std::size_t chunk = 0; chunk < chunks_; ++chunk)
        for (const KeyEntry& entry : segment(chunk, partition)) ++ends[bucket_of(entry) + 1];
    const bool all_small = std::ranges::all_of(ends, [](std::uint32_t n) { return n <= small_bucket; });
    std::inclusive_scan(ends.begin(), ends.end(), ends.begin());
    for (std::size_t chunk = 0; chunk < chunks_; ++chunk)
        for (const KeyEntry& entry : segment(chunk, partition)) to[ends[bucket_of(entry)]++] = entry;
    if (all_small) {
        insertion_sort(to);
        return to;
    }
    for (std::size_t b = 0, first = 0; b + 1 < ends.size(); first = ends[b], ++b)
        if (ends[b] - first > 1) sort_bucket(to.subspan(first, ends[b] - first));
    return to;
}

} // namespace gauze::blocking
