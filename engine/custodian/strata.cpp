#include "engine/custodian/strata.hpp"

#include "bloom/encoded_file.hpp"
#include "engine/custodian/normalize.hpp"

#include <algorithm>
#include <charconv>

namespace gauze::custodian {

StratumReader::StratumReader(const project::Stratum& stratum, const project::Field* of) : at_(stratum.at)
{
    if (of != nullptr) earliest_ = of->earliest, latest_ = of->latest;
    if (stratum.is_by_age()) bands_ = stratum.values;
    std::uint8_t byte = bloom::stratum_first;
    for (const project::Stratum::Value& value : stratum.values) {
        for (const std::string& code : value.codes) codes_.emplace(code, byte);
        ++byte;
    }
    for (const std::string& word : stratum.missing) codes_.emplace(word, bloom::stratum_not_known);
}

std::uint8_t StratumReader::of(std::string_view cell) const
{
    if (at_ != 0) return of_date(cell);
    WipedText folded;
    folded.value = project::folded_code(cell);
    if (folded.value.empty()) return bloom::stratum_not_known;
    const auto found = codes_.find(folded.value);
    return found == codes_.end() ? bloom::stratum_other : found->second;
}

// Whole years from the day in eight digits to the day `at`.
std::uint8_t StratumReader::of_date(std::string_view digits) const
{
    std::uint32_t day = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), day);
    const bool whole = digits.size() == 8 && fault == std::errc() && end == digits.data() + digits.size();
    if (!whole || day < earliest_ || day > latest_) return bloom::stratum_not_known;
    if (day > at_) return bloom::stratum_other; // not yet born
    const std::uint32_t age = (at_ - day) / 10000;
    for (std::size_t b = 0; b < bands_.size(); ++b)
        if (age >= bands_[b].youngest && age <= bands_[b].oldest)
            return static_cast<std::uint8_t>(bloom::stratum_first + b);
    return bloom::stratum_other;
}

std::vector<std::uint8_t> StratumCounts::sent(std::uint32_t smallest) const
{
    std::vector<std::uint8_t> sent(counts_.size());
    std::uint64_t other = 0;
    std::vector<std::size_t> kept; // bytes in use beside "other"
    for (std::size_t byte = 0; byte < counts_.size(); ++byte) {
        sent[byte] = static_cast<std::uint8_t>(byte);
        if (byte != bloom::stratum_other && counts_[byte] >= smallest) {
            kept.push_back(byte);
        } else {
            sent[byte] = bloom::stratum_other;
            other += counts_[byte];
        }
    }
    std::ranges::stable_sort(kept, {}, [this](std::size_t byte) { return counts_[byte]; });
    for (std::size_t i = 0; i < kept.size() && other > 0 && other < smallest; ++i) {
        sent[kept[i]] = bloom::stratum_other;
        other += counts_[kept[i]];
    }
    return sent;
}

} // namespace gauze::custodian
