#include "engine/custodian/coarse.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

constexpr std::size_t bytes_a_value = 40; // counted exactly, while the table doubles

SentCoarse nothing_sent(const project::Stratum& stratum)
{
    SentCoarse sent{.name = stratum.name, .rarity = false, .values = {}, .records = {}, .folded = 0};
    for (std::uint32_t byte = 0; byte < stratum.bytes(); ++byte)
        sent.values.emplace_back(stratum.name_of(static_cast<std::uint8_t>(byte)));
    sent.records.resize(sent.values.size());
    return sent;
}

SentCoarse nothing_sent(const std::string& field)
{
    SentCoarse sent{.name = field, .rarity = true, .values = {"missing", "1"}, .records = {}, .folded = 0};
    for (int c = 2; c < bloom::rarity_classes; ++c)
        sent.values.push_back(fmt::format("{} to {}", 1 << (c - 1), (1 << c) - 1));
    sent.values.push_back(fmt::format("{} and more", 1 << (bloom::rarity_classes - 1)));
    sent.records.resize(sent.values.size());
    return sent;
}

} // namespace

CoarseCounts::CoarseCounts(const Encoder& encoder, std::size_t memory)
{
    for (const bloom::StratumShape& stratum : encoder.strata()) strata_.emplace_back(stratum.values);
    const std::size_t fields = std::max<std::size_t>(encoder.rarity().size(), 1);
    for (std::size_t r = 0; r < encoder.rarity().size(); ++r)
        rarity_.emplace_back(memory / fields / bytes_a_value);
}

void CoarseCounts::add(const Encoder& encoder, const std::byte* record)
{
    for (std::size_t s = 0; s < strata_.size(); ++s) strata_[s].add(encoder.stratum_in(record, s));
    for (std::size_t r = 0; r < rarity_.size(); ++r)
        if (const std::uint64_t print = encoder.print_in(record, r); print != 0) rarity_[r].add(print);
}

CoarseBytes::CoarseBytes(const project::Policy& policy, const Encoder& encoder, const CoarseCounts& counts)
    : encoder_(encoder), counts_(counts)
{
    for (std::size_t s = 0; s < policy.strata.size(); ++s) {
        strata_.push_back(counts.strata_[s].sent(policy.smallest_count));
        sent_.push_back(nothing_sent(policy.strata[s]));
    }
    for (const std::string& field : encoder.rarity()) {
        classes_.push_back(counts.rarity_[classes_.size()].sent(policy.smallest_count));
        sent_.push_back(nothing_sent(field));
    }
}

void CoarseBytes::put(const std::byte* record, bool decoy, std::byte* into)
{
    const auto put_one = [&](std::size_t at, std::uint8_t read, std::uint8_t sent) {
        into[at] = std::byte{sent};
        if (decoy) return;
        ++sent_[at].records[sent];
        sent_[at].folded += read != sent;
    };
    for (std::size_t s = 0; s < strata_.size(); ++s) {
        const std::uint8_t byte = encoder_.stratum_in(record, s);
        put_one(s, byte, strata_[s][byte]);
    }
    for (std::size_t r = 0; r < classes_.size(); ++r) {
        const std::uint64_t print = encoder_.print_in(record, r);
        const std::uint8_t is =
            print == 0 ? bloom::rarity_missing : ValueCounts::class_of(counts_.rarity_[r].count(print));
        put_one(strata_.size() + r, is, classes_[r][is]);
    }
}

} // namespace gauze::custodian
