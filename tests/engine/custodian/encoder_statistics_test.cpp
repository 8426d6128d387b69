// What the encoder's output must be as a whole: as full as planned, independent where it should be, alike as
// often as the design says. Bounds are five standard deviations.
#include "tests/engine/custodian/encoded_blocks.hpp"

#include <bit>
#include <cmath>

#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

std::uint64_t set_bits(const std::vector<std::uint64_t>& filter)
{
    std::uint64_t set = 0;
    for (const std::uint64_t word : filter) set += static_cast<std::uint64_t>(std::popcount(word));
    return set;
}

TEST(EncoderStatistics, GivesAShortNameAsMuchWeightAsALongOne)
{
    const project::Policy policy = policy_of("profile = \"custom\"",
                                             R"([[party]]
name = "hospital"
[[field]]
name = "given"
kind = "given-name"
[[view]]
name = "record"
bits = 131072
value_bits = 200
)");
    const Encoded fast(policy);
    for (const char* name : {"Al", "Anna", "Maximiliane Christabel", "Bartholomew Featherstonehaugh"}) {
        const auto block = fast.run({{name}}).front();
        // 200 positions of 131,072: two coincide with a chance of .15.
        EXPECT_GE(block.bits_set[0], 197u) << name;
        EXPECT_LE(block.bits_set[0], 200u) << name;
    }
}

// -ln(1 - .13) x 4,096 = 570 positions: a density of .13 (length.md, section 3).
TEST(EncoderStatistics, FillsTheStandardFiltersToTheirTarget)
{
    const project::Policy policy = standard();
    const Encoded fast(policy);
    std::vector<std::uint64_t> set(policy.views.size());
    for (const EncodedBlock& block : fast.run(made_records(policy, 2000, 5)))
        for (std::size_t v = 0; v < set.size(); ++v) set[v] += block.bits_set[v];
    ASSERT_FALSE(set.empty());
    for (const std::uint64_t count : set) EXPECT_NEAR(static_cast<double>(count) / 2000 / 4096, .13, .003);
}

// Four uses of one token (two fields in two views) give four independent sets of positions. Of sets of a and
// b bits among L, a b / L are common with a variance below that; over all tokens and pairs of uses the sum
// must stay within five deviations.
TEST(EncoderStatistics, GivesEachFieldOfEachViewPositionsOfItsOwn)
{
    const project::Policy policy = policy_of("profile = \"custom\"",
                                             R"([[party]]
name = "hospital"
[[field]]
name = "one"
kind = "sex"
[[field]]
name = "two"
kind = "sex"
[[view]]
name = "first"
hashes = 64
[[view]]
name = "second"
hashes = 64
)");
    const Encoded fast(policy);
    std::vector<MadeCells> records; // 2 i: letter i as the first field; 2 i + 1: as the second
    for (char letter = 'A'; letter <= 'Z'; ++letter) {
        const std::string word(2, letter); // a word of no meaning is its first letter
        records.push_back({word, ""});
        records.push_back({"", word});
    }
    const auto block = fast.run(records).front();
    double common = 0, expected = 0;
    for (std::size_t i = 0; i < records.size(); i += 2) {
        std::vector<std::vector<std::uint64_t>> uses;
        for (const std::size_t row : {i, i + 1})
            for (const std::size_t view : {1u, 2u}) {
                const auto* at = block.record(row) + fast.encoder.offsets()[view] / 8;
                uses.emplace_back(at, at + 16);
                ASSERT_GT(set_bits(uses.back()), 50u);
            }
        for (std::size_t a = 0; a < 4; ++a)
            for (std::size_t b = a + 1; b < 4; ++b) {
                std::vector<std::uint64_t> both(16);
                for (std::size_t w = 0; w < 16; ++w) both[w] = uses[a][w] & uses[b][w];
                common += static_cast<double>(set_bits(both));
                expected +=
                    static_cast<double>(set_bits(uses[a])) * static_cast<double>(set_bits(uses[b])) / 1024;
            }
    }
    EXPECT_NEAR(common, expected, 5 * std::sqrt(expected));
}

// Two filters that differ at a share x of their bits agree at a slot with probability 2^-8 + (1 - 2^-8)
// (1 - x)^t. With 4,096 slots each pair must stay within five deviations; x is taken from the plain filters.
TEST(EncoderStatistics, ShowsAsManySymbolsAlikeAsTheFiltersBehindThemAllow)
{
    std::string rest(usual_fields);
    rest += "[[view]]\nname = \"v\"\nbits = 4096\nfields = [\"given\", \"dob\", \"postcode\"]\n"
            "density = \"0.13\"\nsymbols = 4096\nsamples = 60\n";
    const project::Policy policy = policy_of("profile = \"custom\"", rest);
    const Encoded fast(policy);
    const PlainEncoder plain(policy, fast.key, made_sources(policy));
    std::vector<MadeCells> records;
    Random random(8);
    for (const MadeCells& one : made_records(policy, 40, 6)) {
        records.push_back(one);
        MadeCells changed = one; // as little as one letter, as much as everything
        for (std::size_t edit = 0; edit < records.size() % 9; ++edit) {
            std::string& cell = changed[random() % 2 * 3]; // given name or postcode
            cell[random() % cell.size()] = static_cast<char>('a' + random() % 26);
        }
        if (records.size() % 5 == 0) changed[2] = "1950-01-01";
        records.push_back(changed);
    }
    const auto block = fast.run(records).front();
    double least = 1, most = 0;
    for (std::size_t r = 0; r < records.size(); r += 2) {
        const auto a = plain.encode(records[r]).bases[0], b = plain.encode(records[r + 1]).bases[0];
        std::vector<std::uint64_t> differing(a.size());
        for (std::size_t w = 0; w < a.size(); ++w) differing[w] = a[w] ^ b[w];
        const double x = static_cast<double>(set_bits(differing)) / 4096;
        const double p = 1.0 / 256 + 255.0 / 256 * std::pow(1 - x, 60);
        const auto* one = reinterpret_cast<const std::uint8_t*>(block.record(r)) + fast.encoder.offsets()[1];
        const auto* other =
            reinterpret_cast<const std::uint8_t*>(block.record(r + 1)) + fast.encoder.offsets()[1];
        std::size_t alike = 0;
        for (std::size_t s = 0; s < 4096; ++s) alike += one[s] == other[s];
        EXPECT_NEAR(static_cast<double>(alike) / 4096, p, 5 * std::sqrt(p * (1 - p) / 4096) + 1e-9) << x;
        least = std::min(least, x), most = std::max(most, x);
    }
    EXPECT_LT(least, .02);
    EXPECT_GT(most, .08);
}

} // namespace
} // namespace gauze::custodian
