// What does not belong at a linkage unit, or at an intake or a researcher, sealed and signed as it should be:
// each is turned away under its own code, nothing of it stays on the disk, and the log knows only the code.
#include "bloom/base/json.hpp"
#include "engine/project/refusal.hpp"
#include "engine/project/statement.hpp"
#include "tests/programs/governed_town.hpp"

namespace gauze::test {
namespace {

class Accept : public testing::Test {
protected:
    static void SetUpTestSuite()
    {
        town_ = std::make_unique<GovernedTown>();
        town_->send_everything(40);
    }
    static void TearDownTestSuite() { town_.reset(); }
    void SetUp() override { ASSERT_TRUE(fs::exists(town_->desk / "unit/post/charity.gauze.age")); }

    // The true statement of a custodian's submission, to be told of other content.
    static project::Statement stated(const std::string& source = "hospital")
    {
        auto statement = project::statement_in(
            project::read_envelope(town_->desk / "unit/post" / (source + ".gauze.age.dsse")), source);
        statement.cipher_digest = statement.content_digest = "";
        return statement;
    }
    static fs::path sealed(const std::string& content, const project::Statement& statement,
                           const std::string& by = "hospital", const std::string& to = "unit",
                           std::string name = {})
    {
        static int number = 0;
        const project::Admitted me = town_->admitted(by);
        if (name.empty()) name = fmt::format("forged-{}.gauze.age", ++number);
        const fs::path out = town_->desk / name;
        (void)project::seal_stream(
            me, [&](const project::Take& take) { take(bytes_of(content)); },
            {me.policy.governance->member(to)}, statement, out);
        return out;
    }
    void turned_away(const fs::path& file, std::string_view code, const std::string& by = "unit",
                     const std::string& verb = "accept")
    {
        fs::remove_all(town_->desk / "fresh");
        const Outcome outcome = town_->run(by, verb, {"--out", "fresh", file.string()});
        EXPECT_NE(outcome.exit, 0);
        EXPECT_NE(outcome.err.find(fmt::format("error: {}: ", code)), std::string::npos)
            << code << " expected: " << outcome.err;
        const bool made = fs::exists(town_->desk / "fresh");
        EXPECT_TRUE(!made || fs::is_empty(town_->desk / "fresh")) << code;
        const std::string log = read_file(town_->desk / by / "evidence" / (by + ".log"));
        const std::string last = log.substr(log.rfind('\n', log.size() - 2) + 1);
        EXPECT_NE(last.find(fmt::format("\"outcome\":\"{}\"", code)), std::string::npos) << last;
        EXPECT_EQ(last.find("REF"), std::string::npos);
    }
    static std::string encoding(const std::string& source = "hospital")
    {
        return read_file(town_->desk / (source == "charity" ? "platform" : source) / "out/to-linkage-unit" /
                         (source + ".gauze"));
    }
    static inline std::unique_ptr<GovernedTown> town_;
};

TEST_F(Accept, LetsNothingInButEncodings)
{
    turned_away(sealed(read_file(town_->desk / "hospital/people.csv"), stated()), "clear-from-nhs");
    turned_away(sealed(read_file(town_->desk / "school/people.csv"), stated("school"), "school"),
                "clear-at-linkage");
    turned_away(sealed(read_file(town_->desk / "hospital/out/to-university/hospital.payload"), stated()),
                "payload-at-linkage");
    turned_away(sealed(read_file(town_->desk / "hospital/out/stays-here/ledger.table"), stated()),
                "table-at-linkage");
    turned_away(sealed(std::string("\x1f\x8b\0\0 packed", 11), stated()), "not-an-encoding");
    turned_away(sealed("GAUZEENC", stated()), "not-an-encoding");
    turned_away(sealed("x", stated()), "clear-from-nhs");
}

TEST_F(Accept, HoldsTheFileAgainstItsStatement)
{
    const std::string content = encoding();
    project::Statement other = stated();
    other.check = std::string(other.check.size(), '0');
    turned_away(sealed(content, other), "check-differs");
    other = stated();
    other.counts.set("encoded", 1);
    turned_away(sealed(content, other), "counts-differ");
    other = stated();
    other.profile = "strict";
    turned_away(sealed(content, other), "wrong-profile-in-file");
    other = stated();
    other.specification = std::string(64, '0');
    turned_away(sealed(content, other), "specification-differs");
    turned_away(sealed(encoding("school"), stated()), "wrong-party-in-file");
    other = stated();
    other.figures = Json();
    turned_away(sealed(content, other), "audit-missing");
    other = stated();
    other.figures.set("verdict", "fail");
    turned_away(sealed(content, other), "audit-failed");
}

// A header that says more, whose digest is right: a column has been slipped in.
TEST_F(Accept, KnowsWhatAHeaderMaySay)
{
    const std::string content = encoding();
    std::uint32_t length = 0;
    std::memcpy(&length, content.data() + 12, 4);
    const auto with = [&](std::string_view from, const std::string& to) {
        std::string header = content.substr(48, length);
        const std::size_t at = header.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        header.replace(at, from.size(), to);
        std::string whole = content.substr(0, 12);
        const auto size = static_cast<std::uint32_t>(header.size());
        whole.append(reinterpret_cast<const char*>(&size), 4);
        const Digest digest = sha256(bytes_of(header));
        whole.append(reinterpret_cast<const char*>(digest.data()), digest.size());
        return whole + header + content.substr(48 + length);
    };
    turned_away(sealed(with("\"kind\":\"encoded\"", "\"kind\":\"encoded\",\"names\":[\"Ann\"]"), stated()),
                "unexpected-column");
    turned_away(sealed(with("\"fields\":[\"", "\"fields\":[\"surname\",\""), stated()), "unexpected-column");
    turned_away(sealed(with("\"name\":\"tokens\"", "\"name\":\"names\""), stated()), "unknown-section");
    turned_away(sealed(with("\"kind\":\"encoded\"", "\"kind\":\"names\""), stated()), "not-an-encoding");
    std::string torn = content;
    torn.back() = static_cast<char>(torn.back() ^ 1);
    turned_away(sealed(torn, stated()), "encoding-damaged");
    torn = content;
    torn[60] = static_cast<char>(torn[60] ^ 1);
    turned_away(sealed(torn, stated()), "encoding-damaged");
}

TEST_F(Accept, KnowsWhoMaySendWhoseRows)
{
    // A charity whose rows come through an intake does not send encodings itself.
    project::Statement other = stated("charity");
    other.source = "charity";
    try { // its own program does not even seal them
        turned_away(sealed(encoding("charity"), other, "charity"), "not-its-intake");
    } catch (const Error& fault) {
        EXPECT_EQ(project::code_of(fault.what()), "wrong-source");
    }
}

// What the researcher is sent is looked at as well.
TEST_F(Accept, LetsTheResearcherOpenOnlyItsOwn)
{
    auto statement = project::statement_in(
        project::read_envelope(town_->desk / "institute/post/hospital.payload.age.dsse"), "payload");
    statement.cipher_digest = statement.content_digest = "";
    const auto payload = [&](const std::string& to) {
        return read_file(town_->desk / "hospital/out" / ("to-" + to) / "hospital.payload");
    };
    // The university's payload has columns that the institute may not have.
    turned_away(sealed(payload("university"), statement, "hospital", "institute", "a.payload.age"),
                "payload-of-another", "institute", "open");
    turned_away(sealed(encoding(), statement, "hospital", "institute", "b.payload.age"), "not-the-payload",
                "institute", "open");
    turned_away(sealed("ref,given\n", statement, "hospital", "institute", "c.payload.age"), "not-the-payload",
                "institute", "open");
    turned_away("unit/post/hospital.gauze.age", "wrong-kind", "institute", "open");
}

TEST_F(Accept, IsAskedForBeforeLinking)
{
    ASSERT_EQ(town_->desk.run({"gauze", "identity", "new", "--out", "unit/identity.key"}).exit, 0);
    const Outcome outcome = town_->run("unit", "link",
                                       {"--identity", "unit/identity.key", "--out", "unit/linked",
                                        "hospital/out/to-linkage-unit/hospital.gauze",
                                        "school/out/to-linkage-unit/school.gauze"});
    EXPECT_EQ(outcome.exit, 77);
    EXPECT_NE(outcome.err.find("error: not-accepted: "), std::string::npos) << outcome.err;
    EXPECT_FALSE(fs::exists(town_->desk / "unit/linked"));
}

// Nothing is sealed that has not been attacked without success, or that is not what encode has written.
TEST_F(Accept, HasItsLikeAtTheCustodiansEnd)
{
    const std::string digest = town_->digest_of("hospital/people.csv");
    const auto refused = [&](const std::vector<std::string>& more, std::string_view code,
                             const std::string& party = "hospital") {
        std::vector<std::string> words{"--out", "no-outbox"};
        words.insert(words.end(), more.begin(), more.end());
        const Outcome outcome = town_->run(party, "seal", words);
        EXPECT_EQ(outcome.exit, 77) << outcome.err;
        EXPECT_NE(outcome.err.find(fmt::format("error: {}: ", code)), std::string::npos) << outcome.err;
        EXPECT_FALSE(fs::exists(town_->desk / "no-outbox"));
    };
    const auto audit = [&](const std::string& party, const std::string& source, const std::string& of,
                           const std::string& verdict) {
        return town_->audit(party, source, of, verdict).string();
    };
    refused({"hospital/out"}, "audit-missing");
    refused({"--audit", audit("hospital", "hospital", digest, "fail"), "hospital/out"}, "audit-failed");
    refused({"--audit", audit("hospital", "hospital", std::string(64, '0'), "pass"), "hospital/out"},
            "audit-other-file");
    refused({"--audit", audit("school", "school", digest, "pass"), "hospital/out"}, "audit-foreign");
    refused({"--audit", audit("school", "school", digest, "pass"), "hospital/out"}, "not-mine", "school");
    const std::string good = audit("hospital", "hospital", digest, "pass");
    fs::copy(town_->desk / "hospital/people.csv", town_->desk / "hospital/out/to-university/people.csv");
    refused({"--audit", good, "hospital/out"}, "payload-of-nobody");
    fs::remove(town_->desk / "hospital/out/to-university/people.csv");
    fs::copy(town_->desk / "hospital/people.csv", town_->desk / "hospital/out/to-linkage-unit/people.csv");
    refused({"--audit", good, "hospital/out"}, "unexpected-file");
    fs::remove(town_->desk / "hospital/out/to-linkage-unit/people.csv");
    // In clear to the intake that the policy names, and to nobody else.
    refused({"--plaintext", "charity/people.csv", "--to", "unit"}, "wrong-intake", "charity");
    refused({"--plaintext", "charity/people.csv", "--to", "hospital"}, "wrong-intake", "charity");
    refused({"--plaintext", "hospital/people.csv", "--to", "platform"}, "no-intake");
}

// The intake: files that were changed, cut, or sealed by somebody else leave nothing at all.
TEST_F(Accept, HasItsLikeAtTheIntake)
{
    const std::string post = "platform/inbox/charity.csv.age", bytes = read_file(town_->desk / post);
    const auto refused = [&](const std::string& file, std::string_view code) {
        const Outcome outcome = town_->run(
            "platform", "intake", {"--key", "platform/project.key", "--out", "platform/no-out", file});
        EXPECT_NE(outcome.exit, 0);
        EXPECT_NE(outcome.err.find(fmt::format("error: {}: ", code)), std::string::npos) << outcome.err;
        EXPECT_FALSE(fs::exists(town_->desk / "platform/no-out"));
    };
    std::string torn = bytes;
    torn[torn.size() / 2] = static_cast<char>(torn[torn.size() / 2] ^ 1);
    write_file(town_->desk / post, torn);
    refused(post, "file-digest");
    write_file(town_->desk / post, bytes.substr(0, bytes.size() - 1));
    refused(post, "file-digest");
    write_file(town_->desk / post, bytes);
    fs::rename(town_->desk / (post + ".dsse"), town_->desk / "kept.dsse");
    refused(post, "statement-missing");
    fs::rename(town_->desk / "kept.dsse", town_->desk / (post + ".dsse"));
    refused("unit/post/hospital.gauze.age", "wrong-kind");
}

// Behind all of the above: files in clear were sealed to everybody, torn, mixed up and refused.
TEST_F(Accept, LeavesNoNameBehindWhateverWasTried)
{
    const auto marks = GovernedTown::marks(0, 60);
    const auto look = [&](std::string bytes, const std::string& where) {
        for (char& c : bytes) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        for (const std::string& mark : marks)
            EXPECT_EQ(bytes.find(mark), std::string::npos) << "\"" << mark << "\" stands in " << where;
    };
    look(town_->said, "what the programs said");
    EXPECT_GT(town_->said.size(), 1000u);
    int files = 0;
    for (const char* party : {"unit", "platform", "university", "institute"})
        for (const auto& entry : fs::recursive_directory_iterator(town_->desk / party)) {
            look(entry.path().filename().string(), "the name of a file");
            if (!entry.is_regular_file()) continue;
            look(read_file(entry.path()), entry.path().string());
            ++files;
        }
    EXPECT_GE(files, 20);
}

} // namespace
} // namespace gauze::test
