// The audit tells the profiles apart on three synthetic populations. Prints its figures, which
// docs/benchmarks.md has.
#include "engine/custodian/audit/audit.hpp"
#include "engine/project/progress.hpp"
#include "tests/engine/custodian/audit/children.hpp"
#include "tests/engine/custodian/sample_file.hpp"

#include <iostream>

#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

AuditReport audited(const std::string& rows, std::string_view profile, std::size_t people,
                    std::size_t known = 0)
{
    project::be_quiet(true);
    const SampleFile file(rows);
    const auto policy = project::parse_policy(test::children_policy(profile), "children.toml");
    return audit(policy, {.party = "council",
                          .input = file.path(),
                          .people = people,
                          .known = known,
                          .test_seed = "populations",
                          .front = false});
}

// One line of the table of docs/benchmarks.md.
void tell(std::string_view place, const AuditReport& report)
{
    std::string line = fmt::format("| {} | {} |", place, report.profile);
    for (const AuditCheck& check : report.checks)
        if (check.name != "m3_known_50" &&
            (check.id == "M3" || check.id == "A4" || check.name == "a1_reidentified"))
            line += fmt::format(" {:.2f} |", check.figure * 100);
    std::cout << line
              << fmt::format(" {:.3f} | {:.3f} | {} |\n", report.check("a5_length")->figure,
                             report.check("a6_rebuilt")->figure, report.verdict());
}

struct Place {
    const char* name;
    std::string (*children)(std::size_t);
};
const Place places[] = {
    {"town", [](std::size_t n) { return test::town_children(n); }},
    {"United Kingdom", [](std::size_t n) { return test::children_of("United Kingdom", n); }},
    {"Bradford", [](std::size_t n) { return test::children_of("Bradford", n); }},
};

double m3(const AuditReport& report, std::string_view name = "m3_known_300")
{
    return report.check(name)->figure;
}

TEST(AuditOfPopulationsLong, TellsProfilesApartOnThreePopulations)
{
    for (const Place& place : places) {
        const std::string rows = place.children(4500);
        for (const std::string_view profile : {"plain", "standard", "tolerant", "strict"}) {
            const AuditReport report = audited(rows, profile, 1500);
            tell(place.name, report);
            if (profile == "plain") {
                EXPECT_GE(m3(report), .9) << place.name;
                EXPECT_EQ(report.verdict(), "fail");
            }
            if (profile == "standard") {
                EXPECT_LE(m3(report), .01) << place.name;
                EXPECT_EQ(report.verdict(), "pass");
            }
        }
    }
}

TEST(AuditOfPopulationsSmall, TellsPlainFromStandard)
{
    const std::string rows = test::town_children(900);
    const AuditReport plain = audited(rows, "plain", 300, 60), standard = audited(rows, "standard", 300, 60);
    EXPECT_GE(m3(plain, "m3_known_60"), .9);
    EXPECT_EQ(plain.verdict(), "fail");
    EXPECT_LE(m3(standard, "m3_known_60"), .02); // of 240 people
    EXPECT_EQ(standard.verdict(), "pass") << standard.in_words();
}

} // namespace
} // namespace gauze::custodian
