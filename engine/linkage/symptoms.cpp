#include "engine/linkage/symptoms.hpp"

#include "bloom/base/crypto.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

using bloom::EncodedFile;

// Share of values that stand more than once.
double repeated(std::vector<std::uint64_t>& values)
{
    std::ranges::sort(values);
    std::size_t count = 0;
    for (std::size_t i = 0; i < values.size(); ++i)
        count +=
            (i > 0 && values[i] == values[i - 1]) || (i + 1 < values.size() && values[i] == values[i + 1]);
    return values.empty() ? 0 : static_cast<double>(count) / static_cast<double>(values.size());
}

// Two different rows have one print with a chance of 2^-64.
std::uint64_t print_of(const void* bytes, std::size_t size)
{
    const Digest digest = sha256({static_cast<const std::byte*>(bytes), size});
    std::uint64_t print = 0;
    std::memcpy(&print, digest.data(), sizeof print);
    return print;
}

void look_at_weights(std::vector<std::uint32_t> weights, SlotSymptoms& slot)
{
    if (weights.empty()) return;
    std::ranges::sort(weights);
    const auto at = [&](std::size_t tenths) { return weights[(weights.size() - 1) * tenths / 10]; };
    slot.weights = {at(0), at(1), at(5), at(9), at(10)};
}

void look_at_bits(const EncodedFile& file, std::size_t v, SlotSymptoms& slot)
{
    const bloom::FilterRows& rows = file.view(v);
    const std::uint32_t bits = rows.shape().bits;
    std::vector<std::uint64_t> counts(bits), prints;
    std::vector<std::uint32_t> weights;
    std::uint64_t set = 0;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        if (!file.has_view(v, r)) continue;
        for (std::size_t w = 0; w < (bits + 63) / 64; ++w)
            for (std::uint64_t word = rows.row(r)[w]; word != 0; word &= word - 1)
                ++counts[w * 64 + static_cast<std::size_t>(std::countr_zero(word))];
        weights.push_back(file.view_weights(v)[r]);
        set += weights.back();
        prints.push_back(print_of(rows.row(r), rows.shape().words() * 8));
    }
    const auto present = static_cast<double>(std::max<std::size_t>(weights.size(), 1));
    slot.missing =
        1 - static_cast<double>(weights.size()) / static_cast<double>(std::max<std::size_t>(rows.size(), 1));
    slot.density = static_cast<double>(set) / present / bits;
    for (const std::uint64_t count : counts) {
        slot.dead += count == 0;
        slot.constant += count == weights.size() && count > 0;
        slot.frequencies.push_back(static_cast<double>(count) / present);
    }
    slot.repeats = repeated(prints);
    look_at_weights(std::move(weights), slot);
}

void look_at_symbols(const EncodedFile& file, std::size_t v, SlotSymptoms& slot)
{
    const std::size_t m = file.header().views[v].symbols;
    std::vector<std::uint64_t> prints;
    for (std::size_t r = 0; r < file.rows(); ++r)
        if (file.has_view(v, r)) prints.push_back(print_of(file.symbols(v).data() + r * m, m));
    slot.missing =
        1 - static_cast<double>(prints.size()) / static_cast<double>(std::max<std::size_t>(file.rows(), 1));
    slot.repeats = repeated(prints);
}

void look_at_key(const EncodedFile& file, std::size_t k, SlotSymptoms& slot)
{
    const std::size_t keys = file.header().keys.size();
    for (std::size_t r = 0; r < file.rows(); ++r)
        if (file.has_key(k, r)) slot.values.push_back(file.keys()[r * keys + k]);
    slot.missing = 1 - static_cast<double>(slot.values.size()) /
                           static_cast<double>(std::max<std::size_t>(file.rows(), 1));
    slot.repeats = repeated(slot.values);
}

} // namespace

bool share_a_value(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b)
{
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        if (a[i] == b[j]) return true;
        a[i] < b[j] ? ++i : ++j;
    }
    return false;
}

Symptoms symptoms_of(const EncodedFile& file, std::uint32_t person_keys)
{
    const bloom::EncodedHeader& header = file.header();
    Symptoms symptoms{
        .records = file.rows(), .shared_possible = header.keys.size(), .slots = {}, .fields = {}};
    for (std::size_t v = 0; v < header.views.size(); ++v) {
        SlotSymptoms slot{
            .name = fmt::format("view {}", header.views[v].name), .frequencies = {}, .values = {}};
        slot.is_filter = header.views[v].symbols == 0;
        slot.in_question = !header.views[v].name.starts_with("only-");
        slot.is_filter ? look_at_bits(file, v, slot) : look_at_symbols(file, v, slot);
        symptoms.slots.push_back(std::move(slot));
    }
    for (std::size_t k = 0; k < header.keys.size(); ++k) {
        SlotSymptoms slot{.name = fmt::format("key {}", header.keys[k]), .frequencies = {}, .values = {}};
        slot.in_question = k < person_keys;
        look_at_key(file, k, slot);
        symptoms.slots.push_back(std::move(slot));
    }
    for (std::size_t f = 0; f < header.fields.size(); ++f) {
        std::size_t present = 0;
        for (std::size_t r = 0; r < file.rows(); ++r) present += file.has_field(f, r);
        symptoms.fields.push_back(
            {header.fields[f],
             1 - static_cast<double>(present) / static_cast<double>(std::max<std::size_t>(file.rows(), 1))});
    }
    return symptoms;
}

} // namespace gauze::linkage
