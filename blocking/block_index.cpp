#include "blocking/block_index.hpp"

#include "bloom/base/parallel.hpp"

#include <algorithm>
#include <tuple>

namespace gauze::blocking {

namespace {

bool hotter(const BlockSize& x, const BlockSize& y)
{
    return std::tie(x.pairs, x.rows_a, x.rows_b) > std::tie(y.pairs, y.rows_a, y.rows_b);
}

// Keeps the `most` hottest, most first.
void note_hot(std::vector<BlockSize>& hottest, const BlockSize& size, std::size_t most)
{
    if (most == 0 || (hottest.size() == most && !hotter(size, hottest.back()))) return;
    if (hottest.size() == most) hottest.pop_back();
    hottest.insert(std::ranges::upper_bound(hottest, size, hotter), size);
}

// The end of the run of equal keys that begins at `first`.
std::size_t run_end(std::span<const KeyEntry> entries, std::size_t first)
{
    std::size_t end = first + 1;
    while (end < entries.size() && entries[end].key == entries[first].key) ++end;
    return end;
}

void copy_rows(std::span<const KeyEntry> run, std::uint32_t* out)
{
    for (const KeyEntry& entry : run) *out++ = entry.row;
}

} // namespace

// What one partition gives.
struct BlockIndex::Part {
    std::vector<Block> blocks;
    std::vector<std::uint64_t> capped_keys;
    BlockReport report;
};

BlockIndex::BlockIndex(const KeyPass& pass, std::uint32_t slot, BlockSorts& sorts,
                       const BlockOptions& options)
    : within_(pass.within),
      options_(options),
      rows_a_(pass.a.size()),
      rows_b_(pass.within ? 0 : pass.b.size())
{
    const unsigned bits = partition_bits(std::max(pass.a.size(), pass.b.size()));
    sorts.a.deal(pass.a, slot, bits);
    if (!within_) sorts.b.deal(pass.b, slot, bits);
    report_.slot = slot;
    report_.keyed_a = sorts.a.size();
    report_.keyed_b = within_ ? sorts.a.size() : sorts.b.size();

    std::vector<Part> parts(sorts.a.partitions());
    for_each_task(parts.size(), [&](std::size_t p) {
        Block at{.a = static_cast<std::uint32_t>(sorts.a.begin(p))};
        thread_local std::vector<KeyEntry> room_a, room_b;
        if (within_) return merge_within(sorts.a.sorted(p, room_a), at, parts[p]);
        at.b = static_cast<std::uint32_t>(sorts.b.begin(p));
        merge(sorts.a.sorted(p, room_a), sorts.b.sorted(p, room_b), at, parts[p]);
    });
    join_parts(parts);
}

// `at` says where the partition may write its rows: where its entries lie among all, which is room enough.
void BlockIndex::merge(std::span<const KeyEntry> a, std::span<const KeyEntry> b, Block at, Part& part)
{
    std::size_t i = 0, j = 0;
    while (i < a.size() && j < b.size()) {
        if (a[i].key != b[j].key) {
            const bool a_is_less = a[i].key < b[j].key;
            i += a_is_less;
            j += !a_is_less;
            continue;
        }
        const std::size_t end_a = run_end(a, i), end_b = run_end(b, j);
        at.rows_a = static_cast<std::uint32_t>(end_a - i);
        at.rows_b = static_cast<std::uint32_t>(end_b - j);
        copy_rows(a.subspan(i, at.rows_a), rows_a_.data() + at.a);
        copy_rows(b.subspan(j, at.rows_b), rows_b_.data() + at.b);
        add(at, a[i].key, part);
        at.a += at.rows_a;
        at.b += at.rows_b;
        i = end_a;
        j = end_b;
    }
}

void BlockIndex::merge_within(std::span<const KeyEntry> entries, Block at, Part& part)
{
    for (std::size_t i = 0, end; i < entries.size(); i = end) {
        end = run_end(entries, i);
        if (end - i < 2) continue;
        at.rows_a = at.rows_b = static_cast<std::uint32_t>(end - i);
        copy_rows(entries.subspan(i, at.rows_a), rows_a_.data() + at.a);
        add(at, entries[i].key, part);
        at.a += at.rows_a;
    }
}

void BlockIndex::add(const Block& block, std::uint64_t key, Part& part)
{
    const BlockSize size{block.rows_a, block.rows_b, pairs(block)};
    BlockReport& report = part.report;
    ++report.blocks;
    report.pairs += size.pairs;
    note_hot(report.hottest, size, options_.hottest);
    report.largest = {std::max(report.largest.rows_a, size.rows_a),
                      std::max(report.largest.rows_b, size.rows_b),
                      std::max(report.largest.pairs, size.pairs)};
    if (options_.most_pairs == 0 || size.pairs <= options_.most_pairs) {
        part.blocks.push_back(block);
        return;
    }
    ++report.capped;
    report.given_up += size.pairs;
    part.capped_keys.push_back(key);
}

// Partitions ascend by their keys, so laying them end to end keeps everything sorted.
void BlockIndex::join_parts(std::vector<Part>& parts)
{
    std::vector<std::size_t> begins{0};
    for (const Part& part : parts) begins.push_back(begins.back() + part.blocks.size());
    blocks_.resize(begins.back());
    for (std::size_t p = 0; p < parts.size(); ++p) {
        std::ranges::copy(parts[p].blocks, blocks_.begin() + static_cast<std::ptrdiff_t>(begins[p]));
        capped_keys_.insert(capped_keys_.end(), parts[p].capped_keys.begin(), parts[p].capped_keys.end());
        const BlockReport& one = parts[p].report;
        report_.blocks += one.blocks;
        report_.pairs += one.pairs;
        report_.capped += one.capped;
        report_.given_up += one.given_up;
        report_.largest = {std::max(report_.largest.rows_a, one.largest.rows_a),
                           std::max(report_.largest.rows_b, one.largest.rows_b),
                           std::max(report_.largest.pairs, one.largest.pairs)};
        for (const BlockSize& size : one.hottest) note_hot(report_.hottest, size, options_.hottest);
    }
}

} // namespace gauze::blocking
