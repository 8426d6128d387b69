#include "bloom/base/clock.hpp"
#include "engine/custodian/audit/audit_passes.hpp"
#include "engine/custodian/audit/audit_verb.hpp"
#include "engine/project/refusal.hpp"
#include "tests/engine/project/made_parties.hpp"

#include <functional>

#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

class SignedAudit : public testing::Test {
protected:
    SignedAudit() : me_{.policy = test::governed_policy(), .key = test::made_key("nhs-a"), .me = nullptr}
    {
        me_.me = me_.policy.governance->member("nhs-a");
        report_.party = "nhs-a";
        report_.profile = me_.policy.profile;
        report_.policy = me_.policy.fingerprint();
        report_.input_digest = std::string(64, 'a');
    }
    // The code with which the envelope is refused, or "" when it passes.
    std::string code_of(const std::function<void(project::Statement&)>& change = {},
                        std::string_view signer = "nhs-a")
    {
        project::Statement statement = statement_of(report_, me_);
        if (change) change(statement);
        const auto path = folder_ / fmt::format("{}.dsse", ++made_);
        project::write_envelope(path, project::make_envelope(statement, test::made_key(signer).signing));
        return code_at(path);
    }
    std::string code_at(const std::filesystem::path& path)
    {
        try {
            (void)audit_passes(me_, path, std::string(64, 'a'));
        } catch (const Error& error) {
            return std::string(project::code_of(error.what()));
        }
        return {};
    }
    static std::string day_before(int days)
    {
        return day_text(civil_from_days(days_from_civil(today()) - days)) + "T12:00:00Z";
    }

    test::TemporaryFolder folder_;
    project::Admitted me_;
    AuditReport report_;
    int made_ = 0;
};

TEST_F(SignedAudit, PassesAndHandsItsFiguresOn)
{
    EXPECT_EQ(code_of(), "");
    report_.checks.push_back({.id = "M3", .name = "m3_known_300", .figure = .004, .meaning = {}});
    project::write_envelope(folder_ / "a.dsse",
                            project::make_envelope(statement_of(report_, me_), me_.key->signing));
    const auto statement = audit_passes(me_, folder_ / "a.dsse", std::string(64, 'a'));
    EXPECT_EQ(statement.figures.real("m3_known_300"), .004);
    EXPECT_EQ(statement.figures.text("verdict"), "pass");
}

TEST_F(SignedAudit, IsRefusedForEachReasonWithItsCode)
{
    EXPECT_EQ(code_at(folder_ / "none.dsse"), "audit-missing");
    EXPECT_EQ(code_at({}), "audit-missing");
    EXPECT_EQ(code_of({}, "charity"), "audit-foreign");
    EXPECT_EQ(code_of([](auto& s) { s.party = "charity"; }), "audit-foreign");
    EXPECT_EQ(code_of([](auto& s) { s.source = "charity"; }), "audit-foreign");
    EXPECT_EQ(code_of([](auto& s) { s.kind = "receipt"; }), "audit-foreign");
    EXPECT_EQ(code_of([](auto& s) { s.policy = std::string(64, 'b'); }), "audit-other-policy");
    EXPECT_EQ(code_of([](auto& s) { s.project = "another"; }), "audit-other-policy");
    EXPECT_EQ(code_of([](auto& s) { s.profile = "plain"; }), "audit-other-policy");
    EXPECT_EQ(code_of([](auto& s) { s.content_digest = std::string(64, 'b'); }), "audit-other-file");
    EXPECT_EQ(code_of([](auto& s) { s.figures.set("verdict", "fail"); }), "audit-failed");
    EXPECT_EQ(code_of([](auto& s) { s.figures = Json(); }), "audit-failed");
    EXPECT_EQ(code_of([](auto& s) { s.figures.set("verdict", 1); }), "audit-failed");
    EXPECT_EQ(code_of([](auto& s) { s.figures.set("verdict", "void"); }), "audit-void");
    EXPECT_EQ(code_of([](auto& s) { s.time = day_before(31); }), "audit-stale");
    EXPECT_EQ(code_of([](auto& s) { s.time = day_before(-2); }), "audit-stale");
    EXPECT_EQ(code_of([](auto& s) { s.time = day_before(30); }), "");
}

TEST_F(SignedAudit, SaysWhatWasFoundAndNotPass)
{
    report_.checks.push_back(
        {.id = "M3", .name = "m3_known_300", .figure = .2, .passes = false, .meaning = {}});
    EXPECT_EQ(code_of(), "audit-failed");
    report_.is_void = true;
    EXPECT_EQ(code_of(), "audit-void");
}

TEST_F(SignedAudit, IsNoTextOfAStranger)
{
    test::write_file(folder_ / "x.dsse", "{}");
    EXPECT_NE(code_at(folder_ / "x.dsse"), "");
}

} // namespace
} // namespace gauze::custodian
