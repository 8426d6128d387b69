// No verb looks a person up, but the custodian's own two. Walks every program's --help: whatever verb or
// option sounds as if it took a person, or a row, and gave something back, stops here until somebody has
// looked at it.
#include "tests/programs/running.hpp"

#include <regex>
#include <set>

namespace gauze::test {
namespace {

// Words of a help text that speak of asking about one person.
const std::regex sounds_like_a_lookup(
    R"(\b(look ?up|lookup|search|find a|whose record|reverse|re-?identif\w*)\b|--(records?|person|)"
    R"(reference|ref|id|names?|nhs|nhs-number|study-id|row-token|tokens?|subject|query|find|search|who|trace|where)\b)",
    std::regex::icase);

struct Help {
    std::string program, verb, text;
};

// The verbs of a program, as its --help lists them: two blanks, one or two words (which may have a hyphen),
// two blanks or more.
std::vector<std::string> verbs_of(const std::string& help)
{
    std::vector<std::string> verbs;
    const std::regex line(R"(\n  ([a-z]+(?:-[a-z]+)?(?: [a-z]+)?)  +\S)");
    for (std::sregex_iterator at(help.begin(), help.end(), line), none; at != none; ++at)
        verbs.push_back((*at)[1]);
    return verbs;
}

std::vector<std::string> words_of(const std::string& program, const std::string& verb)
{
    std::vector<std::string> words{program};
    for (std::size_t from = 0; from < verb.size();) {
        const std::size_t end = std::min(verb.find(' ', from), verb.size());
        words.push_back(verb.substr(from, end - from));
        from = end + 1;
    }
    words.push_back("--help");
    return words;
}

std::vector<Help> all_helps(const Desk& desk)
{
    std::vector<Help> helps;
    for (const auto& entry : std::filesystem::directory_iterator(GAUZE_BIN)) {
        const std::string program = entry.path().filename().string();
        if (!program.starts_with("gauze-") || !entry.is_regular_file()) continue;
        if (program == "gauze-lab" || program == "gauze-synth") continue; // nobody's data: made up, or public
        const Outcome outcome = desk.run({program, "--help"});
        if (outcome.exit != 0) continue;
        for (const std::string& verb : verbs_of(outcome.out))
            helps.push_back({program, verb, desk.run(words_of(program, verb)).out});
    }
    return helps;
}

TEST(NoLookup, NoVerbOfAnyProgramAsksAboutAPersonButTheCustodiansOwnTwo)
{
    const Desk desk;
    const std::vector<Help> helps = all_helps(desk);
    std::set<std::string> asked, programs;
    for (const Help& help : helps) {
        programs.insert(help.program);
        EXPECT_NE(help.text, "") << help.program << " " << help.verb;
        std::smatch found;
        if (!std::regex_search(help.text, found, sounds_like_a_lookup)) continue;
        asked.insert(help.program + " " + help.verb);
        RecordProperty(help.program + " " + help.verb, found.str());
    }
    EXPECT_GE(helps.size(), 12u); // the walk does walk
    EXPECT_TRUE(programs.contains("gauze-linkage") && programs.contains("gauze-research"));
    // The name that sign-off asks for is the checker's own.
    EXPECT_EQ(asked, (std::set<std::string>{"gauze-custodian ledger", "gauze-custodian withdraw",
                                            "gauze-research sign-off"}));
}

// The guard bites: help texts as a verb that looks people up would have them.
TEST(NoLookup, IsSeenWhenItIsThere)
{
    for (const char* text :
         {"  --study-id ID   the person", "gauze-research search: a person", "  --nhs-number N  whom",
          "look up a person", "re-identify a row", "  --row-token T"})
        EXPECT_TRUE(std::regex_search(std::string(text), sounds_like_a_lookup)) << text;
}

// A reference is an identifier: no option takes one.
TEST(NoLookup, NoReferenceStandsOnACommandLine)
{
    const Desk desk;
    for (const char* verb : {"ledger", "withdraw"}) {
        const Outcome help = desk.run({"gauze-custodian", verb, "--help"});
        EXPECT_TRUE(help.says("--records")) << verb; // a file
        EXPECT_TRUE(help.says("--record-fd"));       // an open descriptor
        const Outcome given = desk.run({"gauze-custodian", verb, "--record", "R17"});
        EXPECT_EQ(given.exit, 2) << verb;
        EXPECT_FALSE(given.says("R17")) << verb;
    }
}

} // namespace
} // namespace gauze::test
