// Signatures under a policy: whose they are, what they cover, and that nothing else passes for one.
#include "bloom/base/error.hpp"
#include "engine/project/gate.hpp"
#include "engine/project/signed_policy.hpp"
#include "tests/engine/project/expect_code.hpp"
#include "tests/engine/project/made_parties.hpp"

#include <random>
#include <string>

#include <gtest/gtest.h>

namespace gauze::project {
namespace {

class SignedPolicy : public testing::Test {
protected:
    void SetUp() override { test::write_file(path_, test::governed_text()); }
    PolicyFile file() const { return PolicyFile::read(path_); }
    std::string signing(std::string_view name)
    {
        return test::refusal_code([&] { (void)sign_policy(file(), test::made_key(name)); });
    }
    using Names = std::vector<std::string>;

    test::TemporaryFolder folder_;
    const std::filesystem::path path_ = folder_ / "policy.toml";
};

TEST_F(SignedPolicy, CollectsTheSignaturesOfAllCustodians)
{
    EXPECT_EQ(signatures_of(file()).missing, (Names{"nhs-a", "charity"}));
    EXPECT_EQ(sign_policy(file(), test::made_key("charity")).missing, Names{"nhs-a"});
    const Signatures all = sign_policy(file(), test::made_key("nhs-a"));
    EXPECT_TRUE(all.complete());
    EXPECT_TRUE(all.same_bytes);
    EXPECT_EQ(all.by, (Names{"nhs-a", "charity"}));
    const std::string before = test::read_file(folder_ / "policy.toml.dsse");
    EXPECT_TRUE(sign_policy(file(), test::made_key("charity")).complete());
    EXPECT_EQ(test::read_file(folder_ / "policy.toml.dsse"), before) << "a second signature changes nothing";
}

TEST_F(SignedPolicy, IsSignedByCustodiansAlone)
{
    for (const char* name : {"platform", "unit", "evaluation", "specialist", "funder"})
        EXPECT_EQ(signing(name), "wrong-role") << name;
    EXPECT_EQ(signing("stranger"), "unknown-party");
    EXPECT_EQ(folder_.entries(), 1u) << "nothing was written";
}

TEST_F(SignedPolicy, IsNotSignedWhenItIsOver)
{
    test::write_file(path_, test::governed_with("2027-03-31", "2020-03-31"));
    EXPECT_EQ(signing("nhs-a"), "agreement-expired");
}

TEST_F(SignedPolicy, HoldsForAnotherWritingOfTheSameMeaning)
{
    test::write_signed_policy(folder_);
    test::write_file(path_, "# a remark\n" + test::governed_text());
    const Signatures all = signatures_of(file());
    EXPECT_TRUE(all.complete());
    EXPECT_FALSE(all.same_bytes);
}

TEST_F(SignedPolicy, DoesNotHoldForAnotherMeaning)
{
    test::write_signed_policy(folder_);
    test::write_file(path_, test::governed_with("years = 6", "years = 7"));
    EXPECT_EQ(test::refusal_code([&] { (void)signatures_of(file()); }), "policy-signature");
    EXPECT_EQ(signing("nhs-a"), "policy-signature") << "and nobody adds to it";
}

// A signature that is good and a key that is a member's are not enough.
TEST_F(SignedPolicy, HoldsNoSignatureOfAnybodyElse)
{
    test::write_signed_policy(folder_);
    const auto dsse = folder_ / "policy.toml.dsse";
    for (const char* name : {"unit", "evaluation", "stranger"}) {
        Envelope envelope = read_envelope(dsse);
        envelope.sign(test::made_key(name).signing);
        write_envelope(dsse, envelope, Existing::replace);
        EXPECT_EQ(test::refusal_code([&] { (void)signatures_of(file()); }), "policy-signature") << name;
        std::filesystem::remove(dsse);
        test::write_signed_policy(folder_);
    }
    Statement other = statement_in(read_envelope(dsse), "dsse");
    other.kind = "submission";
    Envelope envelope = make_envelope(other, test::made_key("nhs-a").signing);
    envelope.sign(test::made_key("charity").signing);
    write_envelope(dsse, envelope, Existing::replace);
    EXPECT_EQ(test::refusal_code([&] { (void)signatures_of(file()); }), "policy-signature")
        << "a statement of another kind, signed by both";
}

// 2,000 mutations of the text or of the signatures: what is admitted means what was signed.
TEST_F(SignedPolicy, IsAdmittedUnderNoMutation)
{
    test::write_signed_policy(folder_);
    const auto dsse = folder_ / "policy.toml.dsse";
    const std::string text = test::read_file(path_), signatures = test::read_file(dsse);
    const std::string digest = file().policy.fingerprint();
    const Governed options = test::as_party(folder_, "nhs-a");
    std::mt19937 random(7);
    const auto below = [&](std::size_t n) {
        return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
    };
    const auto mutated = [&](std::string bytes) {
        switch (below(4)) {
        case 0: bytes[below(bytes.size())] ^= static_cast<char>(1u << below(7)); break;
        case 1: bytes.resize(below(bytes.size())); break;
        case 2: bytes.erase(below(bytes.size()), 1 + below(40)); break;
        default: { // a splice
            const std::string piece = bytes.substr(below(bytes.size()), 1 + below(40));
            bytes.insert(below(bytes.size()), piece);
        }
        }
        return bytes;
    };
    std::size_t refused = 0, same_meaning = 0, accepted = 0;
    for (int i = 0; i < 2000; ++i) {
        const bool of_text = i % 2 == 0;
        const std::string touched = mutated(of_text ? text : signatures);
        if (touched == (of_text ? text : signatures)) continue;
        test::write_file(of_text ? path_ : dsse, touched);
        try {
            const Admitted admitted = admit("encode", path_, options);
            const bool harmless = of_text && admitted.policy.fingerprint() == digest;
            (harmless ? same_meaning : accepted) += 1;
        } catch (const Error&) {
            ++refused;
        }
        test::write_file(of_text ? path_ : dsse, of_text ? text : signatures);
    }
    EXPECT_EQ(accepted, 0u);
    EXPECT_GT(refused, 1700u);
    RecordProperty("refused", static_cast<int>(refused));
    RecordProperty("same_meaning", static_cast<int>(same_meaning));
    std::printf("%zu refused, %zu of the same meaning (comments, blanks), %zu accepted\n", refused,
                same_meaning, accepted);
}

} // namespace
} // namespace gauze::project
