// Parties of hidden and shown views, keys and fields, with much missing, for tests of evidence; and what
// evidence a pair has, said once more without kernels, words or packing.
#pragma once

#include "engine/linkage/gather_evidence.hpp"
#include "tests/bloom/made_encoded_file.hpp"
#include "tests/temporary_folder.hpp"

#include <bit>
#include <random>

#include <fmt/format.h>

namespace gauze::test {

struct MadeShape {
    std::vector<std::uint32_t> symbols{64, 42, 0}; // by view; 0 shows a filter of `bits`
    std::uint32_t bits = 200;
    std::size_t keys = 16, fields = 5;
    unsigned missing = 20; // per cent of views, keys and fields
};

// Records of few values, so that about every second symbol and key agrees; what is absent holds values as
// likely to agree as any.
class MadeEvidence {
public:
    explicit MadeEvidence(MadeShape shape, std::size_t rows_a = 40, std::size_t rows_b = 30) : shape_(shape)
    {
        add("alpha", rows_a, 1);
        add("beta", rows_b, 2);
        parties.clean = {false, true};
    }
    linkage::Parties parties;

    std::vector<bloom::RowPair> every_pair() const
    {
        std::vector<bloom::RowPair> pairs;
        for (std::uint32_t a = 0; a < parties[0].rows(); ++a)
            for (std::uint32_t b = 0; b < parties[1].rows(); ++b) pairs.push_back({a, b});
        return pairs;
    }

private:
    bloom::EncodedHeader header(const std::string& party, std::size_t rows) const
    {
        bloom::EncodedHeader header{.program = "test",
                                    .project = "study",
                                    .policy = "p0",
                                    .specification = "s0",
                                    .check = "c0",
                                    .party = party,
                                    .profile = "standard",
                                    .counts = {rows, rows, 0, 0},
                                    .views = {}};
        for (std::size_t v = 0; v < shape_.symbols.size(); ++v)
            header.views.push_back({fmt::format("v{}", v), {shape_.bits}, shape_.symbols[v]});
        for (std::size_t k = 0; k < shape_.keys; ++k) header.keys.push_back(fmt::format("k{}", k));
        for (std::size_t f = 0; f < shape_.fields; ++f) header.fields.push_back(fmt::format("f{}", f));
        return header;
    }
    std::vector<std::byte> section(const std::string& name, std::size_t bytes, std::size_t rows,
                                   std::mt19937_64& random) const
    {
        std::vector<std::byte> made(bytes);
        if (name == "tokens") {
            const auto tokens = made_tokens(rows, random());
            std::ranges::copy(std::as_bytes(std::span(tokens)), made.begin());
        } else if (name.starts_with("view:")) {
            bloom::FilterTable table({shape_.bits}, rows);
            for (std::size_t r = 0; r < rows; ++r)
                for (std::size_t bit = 0; bit < shape_.bits && r % 5 != 0; ++bit) // every fifth has none
                    table.row(r)[bit / 64] |= std::uint64_t{random() % 3 == 0} << bit % 64;
            std::ranges::copy(std::as_bytes(table.rows().words()), made.begin());
        } else if (name == "present" || name == "absent") {
            const unsigned share = name == "absent" ? shape_.missing : 100 - shape_.missing;
            for (auto& byte : made)
                for (unsigned bit = 0; bit < 8; ++bit)
                    byte |= static_cast<std::byte>((random() % 100 < share) << bit);
        } else {
            const std::size_t each = name == "keys" ? 8 : 1;
            for (std::size_t i = 0; i < bytes; i += each) made[i] = static_cast<std::byte>(random() % 2);
        }
        return made;
    }
    void add(const std::string& party, std::size_t rows, std::uint64_t seed)
    {
        std::mt19937_64 random(seed);
        const auto with = header(party, rows);
        std::vector<std::vector<std::byte>> made;
        for (const auto& part : bloom::sections_of(with))
            made.push_back(section(part.name, part.row_bytes * rows, rows, random));
        bloom::EncodedFileWriter file(folder_ / party, with);
        file.append(std::vector<Bytes>(made.begin(), made.end()));
        file.close();
        parties.files.emplace_back(folder_ / party);
    }
    MadeShape shape_;
    TemporaryFolder folder_;
};

// The twin. Dice is exact, or rounded down to `steps`.
inline linkage::Evidence plain_evidence(const bloom::EncodedFile& a, const bloom::EncodedFile& b,
                                        bloom::RowPair pair, std::uint32_t steps = 0)
{
    using linkage::Missing;
    linkage::Evidence evidence;
    const auto& header = a.header();
    for (std::size_t v = 0; v < header.views.size(); ++v) {
        const bool in_a = a.has_view(v, pair.a), in_b = b.has_view(v, pair.b);
        linkage::Evidence::Score score{in_a   ? in_b ? Missing::nowhere : Missing::in_b
                                       : in_b ? Missing::in_a
                                              : Missing::in_both,
                                       {}};
        if (const std::uint32_t m = header.views[v].symbols; in_a && in_b && m > 0) {
            score.dice.sum = 2 * m;
            for (std::size_t s = 0; s < m; ++s)
                score.dice.common += a.symbols(v)[pair.a * m + s] == b.symbols(v)[pair.b * m + s];
        } else if (in_a && in_b) {
            for (std::size_t w = 0; w < header.views[v].shape.words(); ++w) {
                const std::uint64_t x = a.view(v).row(pair.a)[w], y = b.view(v).row(pair.b)[w];
                score.dice.common += static_cast<std::uint32_t>(std::popcount(x & y));
                score.dice.sum += static_cast<std::uint32_t>(std::popcount(x) + std::popcount(y));
            }
            if (steps > 0) score.dice = {2 * score.dice.common * steps / score.dice.sum, 2 * steps};
        }
        evidence.views.push_back(score);
    }
    const auto set = [](std::vector<std::uint64_t>& mask, std::size_t slot, bool value) {
        if (slot / 64 == mask.size()) mask.push_back(0);
        mask.back() |= std::uint64_t{value} << slot % 64;
    };
    for (std::size_t k = 0, keys = header.keys.size(); k < keys; ++k) {
        const bool there = a.has_key(k, pair.a) && b.has_key(k, pair.b);
        set(evidence.keys_present, k, there);
        set(evidence.keys_agree, k, there && a.keys()[pair.a * keys + k] == b.keys()[pair.b * keys + k]);
    }
    for (std::size_t f = 0; f < header.fields.size(); ++f) {
        set(evidence.fields_a, f, a.has_field(f, pair.a));
        set(evidence.fields_b, f, b.has_field(f, pair.b));
    }
    return evidence;
}

} // namespace gauze::test
