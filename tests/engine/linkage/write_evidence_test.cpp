#include "engine/linkage/evidence_bytes.hpp"
#include "engine/linkage/gather_evidence.hpp"
#include "engine/linkage/link.hpp"
#include "tests/engine/linkage/made_parties.hpp"

#include <bit>

namespace gauze::linkage {
namespace {

using test::MadeParties;
using test::numbers;

class LinkWithEvidence : public testing::Test {
protected:
    LinkSummary run(const char* out, bool evidence)
    {
        LinkOptions options{
            .inputs = inputs_, .out = made_.folder() / out, .existing = Existing::refuse, .threshold = {}};
        options.evidence = evidence;
        return link(test::policy(), Identity::for_tests("1"), options);
    }
    MadeParties made_;
    std::vector<std::filesystem::path> inputs_{made_.write("alpha", numbers(0, 60)),
                                               made_.write("beta", numbers(30, 90)),
                                               made_.write("gamma", numbers(50, 120))};
};

TEST_F(LinkWithEvidence, WritesOneFileForEachTwoPartiesThatHoldsEveryPairOnce)
{
    const LinkSummary summary = run("out", true);
    const Parties parties = receive(inputs_, test::policy(), false);
    std::uint64_t candidates = 0, vectors = 0;
    for (const char* name : {"0+1", "0+2", "1+2"}) {
        const MappedFile file(made_.folder() / "out/evidence" / fmt::format("{}.evidence", name));
        const EvidenceUnit unit = read_evidence(file.bytes(), name);
        EXPECT_TRUE(fits(unit, parties));
        candidates += unit.candidates.size();
        vectors += unit.distinct.size();
        // What is written is the Dice of the rows it names.
        const EvidenceLayout layout(unit.shape);
        for (const ListedEvidence& listed : unit.candidates) {
            const auto a = parties[unit.parties.a].view(0), b = parties[unit.parties.b].view(0);
            std::uint32_t common = 0;
            for (std::size_t w = 0; w < a.shape().words(); ++w)
                common += static_cast<std::uint32_t>(std::popcount(a.row(listed.a)[w] & b.row(listed.b)[w]));
            EXPECT_EQ(layout.read(unit.distinct.vector(listed.vector)).views[0].dice.common, common);
        }
    }
    EXPECT_EQ(candidates, summary.above);
    EXPECT_EQ(candidates, summary.candidates_with_evidence);
    EXPECT_EQ(vectors, summary.distinct_evidence);
    EXPECT_GE(candidates, 30u + 10u + 40u); // copies of the same people
}

TEST_F(LinkWithEvidence, FindsThePersonsItFindsWithout)
{
    EXPECT_EQ(run("with", true).persons, run("without", false).persons);
    EXPECT_FALSE(std::filesystem::exists(made_.folder() / "without/evidence"));
}

} // namespace
} // namespace gauze::linkage
