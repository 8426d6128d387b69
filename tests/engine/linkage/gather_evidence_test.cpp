#include "bloom/base/parallel.hpp"
#include "engine/linkage/evidence_bytes.hpp"
#include "engine/linkage/gather_evidence.hpp"
#include "tests/engine/linkage/made_evidence.hpp"

#include <cstdlib>
#include <map>

#include <gtest/gtest.h>

namespace gauze::linkage {
namespace {

using bloom::RowPair;
using test::MadeEvidence;
using test::plain_evidence;

EvidenceUnit gathered(const MadeEvidence& made, std::span<const RowPair> pairs, std::uint32_t steps = 0,
                      PartyPair which = {0, 1})
{
    return EvidenceGathering(made.parties, evidence_shape(made.parties, steps)).of(which, pairs);
}

void expect_sound(const EvidenceUnit& unit, std::size_t candidates)
{
    EXPECT_EQ(unit.candidates.size(), candidates);
    EXPECT_EQ(unit.distinct.candidates(), candidates);
    std::vector<std::uint64_t> counts(unit.distinct.size());
    for (const ListedEvidence& one : unit.candidates) ++counts.at(one.vector);
    EXPECT_EQ(counts, unit.distinct.counts);
    for (std::size_t v = 1; v < unit.distinct.size(); ++v)
        ASSERT_TRUE(compare_vectors(unit.distinct.vector(v - 1), unit.distinct.vector(v),
                                    unit.distinct.words_each) < 0);
}

TEST(Gathering, GivesEveryCandidateTheEvidenceOfThePlainTwin)
{
    const test::MadeShape shapes[] = {
        {},
        {.symbols = {64, 64}, .keys = 16, .fields = 6},
        {.symbols = {0}, .bits = 1024, .keys = 0, .fields = 0},
        {.symbols = {0, 0, 0}, .bits = 700, .keys = 0, .fields = 3, .missing = 50},
        {.symbols = {}, .keys = 64, .fields = 70},
        {.symbols = {1, 200}, .keys = 1, .fields = 64, .missing = 90},
    };
    for (const test::MadeShape& shape : shapes)
        for (const std::uint32_t steps : {0u, 50u}) {
            const MadeEvidence made(shape);
            const auto pairs = made.every_pair();
            const EvidenceUnit unit = gathered(made, pairs, steps);
            expect_sound(unit, pairs.size());
            const EvidenceLayout layout(unit.shape);
            for (std::size_t i = 0; i < pairs.size(); ++i) {
                const ListedEvidence& one = unit.candidates[i];
                ASSERT_EQ((RowPair{one.a, one.b}), pairs[i]);
                ASSERT_TRUE(layout.possible(unit.distinct.vector(one.vector)));
                ASSERT_EQ(layout.read(unit.distinct.vector(one.vector)),
                          plain_evidence(made.parties[0], made.parties[1], pairs[i], steps));
            }
        }
}

TEST(Gathering, WorksWithinOneParty)
{
    const MadeEvidence made({});
    const std::vector<RowPair> pairs{{0, 1}, {0, 39}, {3, 4}, {38, 39}};
    const EvidenceUnit unit = gathered(made, pairs, 0, {0, 0});
    expect_sound(unit, 4);
    const EvidenceLayout layout(unit.shape);
    for (const ListedEvidence& one : unit.candidates)
        EXPECT_EQ(layout.read(unit.distinct.vector(one.vector)),
                  plain_evidence(made.parties[0], made.parties[0], {one.a, one.b}));
}

TEST(Gathering, OfNoCandidatesIsEmpty)
{
    const MadeEvidence made({});
    expect_sound(gathered(made, {}), 0);
    const MadeEvidence nobody({}, 0, 5);
    expect_sound(gathered(nobody, {}), 0);
}

TEST(Gathering, CountsEqualEvidenceTogether)
{
    // One view of one symbol of two values, nothing missing: two vectors there are.
    const MadeEvidence made({.symbols = {1}, .keys = 0, .fields = 0, .missing = 0});
    const EvidenceUnit unit = gathered(made, made.every_pair());
    expect_sound(unit, 40 * 30);
    EXPECT_EQ(unit.distinct.size(), 2u);
}

// Many pieces, with a kernel named and threads counted.
class SameBytes : public testing::Test {
protected:
    SameBytes() : made_({}, 400, 300), pairs_(made_.every_pair()) {}
    ~SameBytes() override { set_threads(0); }
    std::string bytes() const { return evidence_bytes(gathered(made_, pairs_)); }
    MadeEvidence made_;
    std::vector<RowPair> pairs_; // 120,000: seven pieces
};

TEST_F(SameBytes, ComeFromAnyNumberOfThreads)
{
    set_threads(1);
    const std::string one = bytes();
    for (const unsigned threads : {2u, 3u}) {
        set_threads(threads);
        EXPECT_EQ(bytes(), one) << threads;
    }
}

TEST_F(SameBytes, ComeFromEveryKernel)
{
    const char* set = std::getenv("GAUZE_KERNEL");
    const std::string before = set == nullptr ? "" : set;
    const std::string expected = bytes();
    for (const bloom::Kernel& kernel : bloom::kernels()) {
        if (!kernel.runs_here()) continue;
        ::setenv("GAUZE_KERNEL", std::string(kernel.name).c_str(), 1);
        EXPECT_EQ(bytes(), expected) << kernel.name;
    }
    before.empty() ? ::unsetenv("GAUZE_KERNEL") : ::setenv("GAUZE_KERNEL", before.c_str(), 1);
}

TEST_F(SameBytes, ComeFromAListAndFromItsPiecesUnited)
{
    const EvidenceUnit whole = gathered(made_, pairs_);
    std::vector<EvidenceUnit> units;
    for (const auto& [from, to] : {std::pair{0, 1}, {1, 1}, {1, 50'000}, {50'000, 50'007}, {50'007, 120'000}})
        units.push_back(gathered(made_, std::span(pairs_).subspan(static_cast<std::size_t>(from),
                                                                  static_cast<std::size_t>(to - from))));
    const DistinctEvidence all = unite_units(units);
    EXPECT_EQ(all, whole.distinct);
    std::vector<ListedEvidence> candidates;
    for (const EvidenceUnit& unit : units) {
        EXPECT_EQ(unit.distinct.size(), 0u);
        candidates.insert(candidates.end(), unit.candidates.begin(), unit.candidates.end());
    }
    EXPECT_EQ(candidates, whole.candidates);
}

TEST(United, IsWhatAMapWouldCount)
{
    std::mt19937_64 random(3);
    for (const std::size_t words : {1u, 2u, 3u})
        for (const std::size_t parts : {0u, 1u, 2u, 3u, 7u}) {
            std::map<std::vector<std::uint64_t>, std::uint64_t> counted;
            std::vector<DistinctEvidence> list;
            for (std::size_t p = 0; p < parts; ++p) {
                VectorNumbers numbers(words);
                for (std::size_t i = 0; i < 3000 * p; ++i) { // the first is empty
                    std::vector<std::uint64_t> vector(words);
                    for (auto& word : vector) word = random() % 40 << 60 | random() % 40;
                    ++counted[vector];
                    numbers.number(vector.data());
                }
                std::vector<std::uint32_t> places;
                list.push_back(numbers.take(places));
            }
            const DistinctEvidence all = united(list, words);
            ASSERT_EQ(all.size(), counted.size());
            std::size_t v = 0;
            for (const auto& [vector, count] : counted) {
                EXPECT_TRUE(std::ranges::equal(vector, std::span(all.vector(v), words)));
                EXPECT_EQ(all.counts[v++], count);
            }
            for (const DistinctEvidence& part : list) {
                const auto numbers = numbers_in(all, part);
                for (std::size_t n = 0; n < part.size(); ++n)
                    ASSERT_TRUE(compare_vectors(all.vector(numbers[n]), part.vector(n), words) == 0);
            }
        }
}

} // namespace
} // namespace gauze::linkage
