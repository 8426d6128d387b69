// Two custodians who differ in one thing alone are never compared in silence: the linkage unit refuses their
// files and says what the thing is. A thousand differences, drawn with a fixed seed; the files are made by
// `encode` itself.
#include "bloom/base/error.hpp"
#include "engine/custodian/encode.hpp"
#include "engine/linkage/receive.hpp"
#include "engine/project/progress.hpp"
#include "tests/engine/custodian/drawn_differences.hpp"
#include "tests/temporary_folder.hpp"

#include <functional>

#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

class Differences : public testing::Test {
protected:
    void SetUp() override
    {
        project::be_quiet(true);
        std::string rows = "ref,given,family,dob,home,code,grade\n";
        const auto records = made_records(agreed(), 20, 1);
        for (std::size_t r = 0; r < records.size(); ++r) {
            rows += fmt::format("R{}", r);
            for (const std::string& cell : records[r]) rows += fmt::format(",{}", cell);
            rows += ",7\n";
        }
        test::write_file(folder_ / "rows.csv", rows);
        school_ = encoded("school", {});
    }
    // The file of one party that does things as `difference` says.
    std::filesystem::path encoded(const std::string& party, const Difference& difference)
    {
        const ProjectKey key = ProjectKey::for_tests(difference.project, difference.seed, difference.wave);
        encode(difference.policy, key,
               {.party = party,
                .input = folder_ / "rows.csv",
                .out = folder_ / party,
                .existing = Existing::replace,
                .most_rejected = {},
                .test_seed = "1"});
        const auto made = folder_ / party / "to-linkage-unit" / fmt::format("{}.gauze", party);
        return difference.header ? under_other_header(made, difference.header) : made;
    }
    // The same sections behind a header with one thing changed.
    std::filesystem::path under_other_header(const std::filesystem::path& path,
                                             const std::function<void(bloom::EncodedHeader&)>& change)
    {
        const bloom::EncodedFile file(path);
        bloom::EncodedHeader header = file.header();
        const auto shapes = sections_of(header);
        std::vector<std::vector<std::byte>> sections;
        const std::string bytes = test::read_file(path);
        std::size_t end = bytes.size(); // sections stand at the end, each at a multiple of 64
        for (std::size_t s = shapes.size(); s-- > 0;) {
            const std::size_t size = shapes[s].row_bytes * file.rows(), at = (end - size) / 64 * 64;
            const auto part = bytes_of(std::string_view(bytes).substr(at, size));
            sections.insert(sections.begin(), {part.begin(), part.end()});
            end = at;
        }
        change(header);
        std::filesystem::remove(folder_ / "changed.gauze");
        bloom::EncodedFileWriter writer(folder_ / "changed.gauze", header);
        const std::vector<Bytes> pieces(sections.begin(), sections.end());
        writer.append(pieces);
        writer.close();
        return folder_ / "changed.gauze";
    }
    // Why the linkage unit refuses the two; "" if it does not.
    static std::string refusal(const std::vector<std::filesystem::path>& files, const Policy& policy)
    {
        try {
            (void)linkage::receive(files, policy, false);
            return {};
        } catch (const Error& error) {
            EXPECT_TRUE(error.code() == Exit::refused || error.code() == Exit::bad_data) << error.what();
            return error.what();
        }
    }
    test::TemporaryFolder folder_;
    std::filesystem::path school_;
};

TEST_F(Differences, OfASingleThingAreAllRefusedAndNamed)
{
    constexpr int wanted = 1000;
    int refused = 0, named = 0;
    Random random(20);
    for (int i = 0; i < wanted; ++i) {
        const Difference difference = drawn(random);
        const auto hospital = encoded("hospital", difference);
        // The linkage unit keeps to the policy as it was agreed, in either order of the files.
        for (const auto& files : {std::vector{hospital, school_}, std::vector{school_, hospital}}) {
            const std::string said = refusal(files, agreed());
            refused += !said.empty();
            named += said.find(difference.reason) != std::string::npos;
            if (said.find(difference.reason) == std::string::npos)
                ADD_FAILURE() << "difference " << i << " should say " << difference.reason << ": " << said;
        }
        // And if its own policy is the changed one, the other file is refused.
        if (difference.policy.fingerprint() != agreed().fingerprint()) {
            const std::string said = refusal({hospital, school_}, difference.policy);
            EXPECT_NE(said.find(other_policy), std::string::npos) << i << said;
        }
    }
    EXPECT_EQ(refused, 2 * wanted);
    EXPECT_EQ(named, 2 * wanted);
}

TEST_F(Differences, ThatAreNoneAreAccepted)
{
    const auto hospital = encoded("hospital", {});
    EXPECT_EQ(refusal({hospital, school_}, agreed()), "");
    // The same agreement in other words: columns by party, comments, an exact threshold written longer.
    std::string other(agreed_text);
    const auto say = [&](std::string_view from, std::string_view to) {
        const std::size_t at = other.find(from);
        ASSERT_NE(at, std::string::npos);
        other.replace(at, from.size(), to);
    };
    say("threshold = \"0.8\"", "threshold = \"0.800\" # four fifths");
    say("name = \"given\"\n", "name = \"given\"\ncolumns = { hospital = \"given\", school = \"given\" }\n");
    say("fields = [\"given\", \"dob\", \"home\"]", "fields = [\"home\", \"dob\", \"given\"]");
    say("parts = [\"given:sound\", \"dob:exact\"]", "parts = [\"dob\", \"given:sound\"]");
    Difference same;
    same.policy = project::parse_policy(other, "policy.toml");
    EXPECT_EQ(refusal({encoded("hospital", same), school_}, agreed()), "");
    EXPECT_EQ(refusal({hospital, school_}, same.policy), "");
    Difference untouched; // what the test does to headers does no harm by itself
    untouched.header = [](auto&) {};
    EXPECT_EQ(refusal({encoded("hospital", untouched), school_}, agreed()), "");
}

} // namespace
} // namespace gauze::custodian
