#include "bloom/base/error.hpp"
#include "engine/linkage/evidence_bytes.hpp"
#include "tests/engine/linkage/made_evidence.hpp"

#include <functional>

#include <gtest/gtest.h>

namespace gauze::linkage {
namespace {

using bloom::RowPair;
using test::MadeEvidence;

class EvidenceBytes : public testing::Test {
protected:
    EvidenceBytes() : made_({}, 12, 300)
    {
        // Rows far apart and near, rows left out, several candidates of one row and none of another.
        for (const RowPair pair : {RowPair{0, 0}, {0, 1}, {0, 299}, {3, 5}, {3, 200}, {11, 0}, {11, 299}})
            pairs_.push_back(pair);
        unit_ = EvidenceGathering(made_.parties, evidence_shape(made_.parties)).of({0, 1}, pairs_);
    }
    static std::string refusal(std::string_view bytes)
    {
        try {
            (void)read_evidence(bytes_of(bytes), "unit-7");
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), Exit::bad_data);
            EXPECT_EQ(std::string_view(error.what()).substr(0, 8), "unit-7: ");
            return error.what();
        }
        return "";
    }
    // What is said of a unit that was changed and then written with digests that are right.
    std::string refusal_of(const std::function<void(EvidenceUnit&)>& change) const
    {
        EvidenceUnit unit = unit_;
        change(unit);
        return refusal(evidence_bytes(unit));
    }
    MadeEvidence made_;
    std::vector<RowPair> pairs_;
    EvidenceUnit unit_;
};

TEST_F(EvidenceBytes, BecomeTheSameUnitAgain)
{
    EXPECT_EQ(read_evidence(bytes_of(evidence_bytes(unit_)), "unit"), unit_);
    const EvidenceGathering gathering(made_.parties, evidence_shape(made_.parties, 20));
    for (const auto& pairs : {made_.every_pair(), std::vector<RowPair>{}}) {
        const EvidenceUnit unit = gathering.of({0, 1}, pairs);
        const std::string bytes = evidence_bytes(unit);
        EXPECT_EQ(read_evidence(bytes_of(bytes), "unit"), unit);
        EXPECT_TRUE(fits(unit, made_.parties));
    }
}

TEST_F(EvidenceBytes, GiveTheirVectorsWithoutTheirCandidates)
{
    std::string bytes = evidence_bytes(unit_);
    bytes.back() ^= 1; // of the candidates' digest
    const EvidenceUnit read = read_distinct_evidence(bytes_of(bytes), "unit");
    EXPECT_EQ(read.distinct, unit_.distinct);
    EXPECT_TRUE(read.candidates.empty());
}

TEST_F(EvidenceBytes, AreRefusedWhereverTheyEnd)
{
    const std::string bytes = evidence_bytes(unit_);
    for (std::size_t size = 0; size < bytes.size(); ++size)
        ASSERT_NE(refusal(std::string_view(bytes).substr(0, size)), "") << size;
    EXPECT_NE(refusal(bytes + '\0'), "");
}

TEST_F(EvidenceBytes, AreRefusedWhicheverByteHasChanged)
{
    const std::string bytes = evidence_bytes(unit_);
    for (std::size_t at = 0; at < bytes.size(); ++at)
        for (const int flip : {1, 0x80, 0xff}) {
            std::string other = bytes;
            other[at] = static_cast<char>(other[at] ^ flip);
            ASSERT_NE(refusal(other), "") << at;
        }
}

TEST_F(EvidenceBytes, AreRefusedWhenTheyLieUnderRightDigests)
{
    using Unit = EvidenceUnit;
    const auto says = [&](const std::function<void(Unit&)>& change, std::string_view words) {
        const std::string said = refusal_of(change);
        EXPECT_NE(said, "") << words;
        EXPECT_NE(said.find(words), std::string::npos) << words << " in: " << said;
    };
    says([](Unit& u) { std::swap(u.distinct.words[0], u.distinct.words[u.distinct.words_each]); }, "order");
    says([](Unit& u) { u.distinct.words[0] = ~std::uint64_t{0}; }, "two records can have");
    says([](Unit& u) { u.distinct.counts[0] = 0; }, "occurs no time");
    says([](Unit& u) { u.distinct.counts[0] += 1; }, "more often");
    says([](Unit& u) { u.distinct.counts[0] = ~std::uint64_t{0}; }, "more often");
    says([](Unit& u) { u.candidates.pop_back(); }, "more often");
    says([](Unit& u) { u.candidates[0].vector = 100; }, "do not have its vectors");
    says([](Unit& u) { u.candidates[0].vector ^= 1; }, "do not have its vectors");
    says([](Unit& u) { u.candidates[1] = u.candidates[0]; }, "twice");
    says([](Unit& u) { std::swap(u.candidates[0], u.candidates[6]); }, "beyond any file");
    says([](Unit& u) { u.parties = {2, 1}; }, "order");
    says([](Unit& u) { u.parties = {1, 1}; }, "with itself");
    says([](Unit& u) { u.shape.views[0].symbols = 5000; }, "impossible length");
    says([](Unit& u) { u.shape.views[0].bits = 0; }, "impossible length");
    says([](Unit& u) { u.shape.keys = 5000; }, "policy");
}

TEST_F(EvidenceBytes, FitTheirPartiesOnly)
{
    EXPECT_TRUE(fits(unit_, made_.parties));
    EXPECT_FALSE(fits(unit_, MadeEvidence({}, 11, 300).parties)); // too few rows
    EXPECT_FALSE(fits(unit_, MadeEvidence({}, 12, 299).parties));
    EXPECT_FALSE(fits(unit_, MadeEvidence({.keys = 15}, 12, 300).parties));
    EvidenceUnit elsewhere = unit_;
    elsewhere.parties = {0, 2};
    EXPECT_FALSE(fits(elsewhere, made_.parties));
}

} // namespace
} // namespace gauze::linkage
