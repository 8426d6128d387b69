// A governed project with a folder for each party, played with the real programs: two custodians that encode
// themselves (one of them of the NHS), a charity for which a platform encodes on receipt, the linkage unit,
// two researchers and a funder. Everybody in it is made up, and every cell of seven or more characters is
// found nowhere else, so that it can be looked for.
#pragma once

#include "engine/project/exchange.hpp"
#include "engine/project/party_key.hpp"
#include "engine/project/signed_policy.hpp"
#include "tests/engine/project/made_parties.hpp"
#include "tests/programs/running.hpp"

#include <cctype>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::test {

namespace fs = std::filesystem;

struct TownPerson {
    explicit TownPerson(unsigned number)
    {
        std::uint64_t state = number * 0x9e3779b97f4a7c15u + 0x1234567;
        const auto next = [&](unsigned below) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            return static_cast<unsigned>((state >> 33) % below);
        };
        const auto word = [&](int length) {
            constexpr std::string_view consonants = "bcdfghjklmnprstvwz", vowels = "aeiou";
            std::string text;
            for (int i = 0; i < length; ++i) text += i % 2 == 0 ? consonants[next(18)] : vowels[next(5)];
            text[0] = static_cast<char>(std::toupper(text[0]));
            return text;
        };
        given = word(7), family = word(9);
        dob = fmt::format("{}-{:02}-{:02}", 2004 + next(18), 1 + next(12), 1 + next(28));
        sex = next(2) == 0 ? "F" : "M";
        postcode = fmt::format("SW{} {}{}{}", 1 + next(19), next(10), "ABDEFGHJLN"[next(10)],
                               "PQRSTUWXYZ"[next(10)]);
    }
    std::string given, family, dob, sex, postcode;
};

class GovernedTown {
public:
    static constexpr std::string_view members[] = {"hospital", "school",     "charity",   "platform",
                                                   "unit",     "university", "institute", "funder"};
    static constexpr std::string_view custodians[] = {"hospital", "school", "charity"};

    explicit GovernedTown(const std::string& profile = "standard")
    {
        write_file(desk / "policy.toml", policy_text(profile));
        const auto file = project::PolicyFile::read(desk / "policy.toml");
        for (const std::string_view custodian : custodians)
            (void)project::sign_policy(file, made_key(custodian));
        for (const std::string_view member : members) {
            const fs::path home = desk / std::string(member);
            fs::create_directory(home);
            for (const char* name : {"policy.toml", "policy.toml.dsse"}) fs::copy(desk / name, home / name);
            made_key(member).write(home / "me.party");
        }
    }

    static std::string policy_text(const std::string& profile)
    {
        std::string text =
            "[agreement]\nid = \"ISA-1\"\npurpose = \"evaluation\"\nreview_by = \"2099-12-31\"\n"
            "controller = \"Town Partnership (made up)\"\nregistration = \"ZA000000\"\n"
            "contact = \"dpo@town.example\"\ncomplaints = \"Information Commissioner's Office\"\n"
            "dpia = \"DPIA-1\"\nterritories = [\"UK\"]\nrehearsal = true\n"
            "[project]\nid = \"town\"\nprofile = \"" +
            profile + "\"\nsmallest_count = 3\n";
        for (const std::string_view member : members) {
            const std::string name(member);
            const bool custodian = name == "hospital" || name == "school" || name == "charity";
            text += fmt::format("[[party]]\nname = \"{}\"\nrole = \"{}\"\nbody = \"Body of {}\"\nterritory = "
                                "\"UK\"\n{}{}",
                                name,
                                custodian            ? "custodian"
                                : name == "platform" ? "intake"
                                : name == "unit"     ? "linkage-unit"
                                : name == "funder"   ? "reader"
                                                     : "researcher",
                                name, custodian ? "id = \"ref\"\n" : "", made_key(name).public_lines());
            if (text.back() != '\n') text += '\n';
            if (name == "hospital") text += "nhs = true\n";
            if (name == "charity") text += "intake = \"platform\"\n";
        }
        for (const auto& [name, kind] :
             std::vector<std::pair<std::string, std::string>>{{"given", "given-name"},
                                                              {"family", "family-name"},
                                                              {"sex", "sex"},
                                                              {"postcode", "postcode"}})
            text += fmt::format("[[field]]\nname = \"{}\"\nkind = \"{}\"\n", name, kind);
        text += "[[field]]\nname = \"dob\"\nkind = \"date\"\nformats = [\"YYYY-MM-DD\"]\n";
        for (const std::string_view custodian : custodians) {
            const bool opt_in = custodian == "charity";
            text += fmt::format(
                "[source.{0}]\nbasis = {{ art6 = \"{1}\", art9 = \"{2}\", schedule1 = \"1.2\" }}\n"
                "notice = {{ name = \"Notice of {0}\", version = \"1\", date = \"2026-01-31\" }}\n"
                "schema = \"1\"\n{3}{4}"
                "[source.{0}.columns]\nref = \"control\"\ngiven = \"link\"\nfamily = \"link\"\ndob = "
                "\"link\"\n"
                "sex = \"link\"\npostcode = \"link\"\nvisits_{0} = {{ use = \"payload\", kind = \"number\" "
                "}}\n"
                "band_{0} = {{ use = \"payload\", codes = [\"low\", \"high\"] }}\n{5}",
                custodian, opt_in ? "6(1)(a)" : "6(1)(e)", opt_in ? "9(2)(a)" : "9(2)(h)",
                opt_in ? "consent = { mode = \"opt-in\", column = \"consent\", date = \"consent_date\" }\n"
                       : "",
                custodian == "hospital" ? "opt_out = { reason = \"made-up people\" }\n" : "",
                opt_in ? "consent = \"control\"\nconsent_date = \"control\"\n" : "");
        }
        return text +
               "[[recipient]]\nname = \"university\"\n"
               "[[recipient]]\nname = \"institute\"\npayload = [\"visits_hospital\", \"band_school\"]\n"
               "[[recipient]]\nname = \"tables\"\nmember = \"funder\"\n"
               "[[retention]]\nname = \"all\"\nfrom = \"receipt\"\nyears = 6\n";
    }

    // People from..to in the file of one custodian.
    static std::string people(const std::string& custodian, unsigned from, unsigned to)
    {
        const bool opt_in = custodian == "charity";
        std::string text = fmt::format("ref,given,family,dob,sex,postcode,visits_{0},band_{0}{1}\n",
                                       custodian, opt_in ? ",consent,consent_date" : "");
        for (unsigned i = from; i < to; ++i) {
            const TownPerson p(i);
            text += fmt::format("REF{}{:04},{},{},{},{},{},{},{}{}\n", custodian[0], i, p.given, p.family,
                                p.dob, p.sex, p.postcode, i % 17, i % 3 == 0 ? "low" : "high",
                                !opt_in       ? ""
                                : i % 10 == 0 ? ",,"
                                              : ",Y,2026-05-01");
        }
        return text;
    }

    // gauze VERB (of one or two words) --policy ... --as ... --evidence ... MORE, as a party.
    std::vector<std::string> words(const std::string& party, const std::string& verb,
                                   const std::vector<std::string>& more) const
    {
        std::vector<std::string> all{"gauze"};
        const std::size_t blank = verb.find(' ');
        all.push_back(verb.substr(0, blank));
        if (blank != std::string::npos) all.push_back(verb.substr(blank + 1));
        for (const std::string& word : {std::string("--policy"), party + "/policy.toml", std::string("--as"),
                                        party + "/me.party", std::string("--evidence"), party + "/evidence"})
            all.push_back(word);
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }
    Outcome run(const std::string& party, const std::string& verb, const std::vector<std::string>& more) const
    {
        Outcome outcome = desk.run(words(party, verb, more));
        said += outcome.out + outcome.err;
        return outcome;
    }
    void must(const std::string& party, const std::string& verb, const std::vector<std::string>& more) const
    {
        const Outcome outcome = run(party, verb, more);
        ASSERT_EQ(outcome.exit, 0) << party << ": " << verb << "\n" << outcome.out << outcome.err;
    }

    // A party as the library's functions know it.
    project::Admitted admitted(std::string_view name) const
    {
        project::Admitted me{project::read_policy(desk / "policy.toml"), made_key(name), nullptr};
        me.me = me.policy.governance->member(name);
        return me;
    }

    void join_keys() const
    {
        fs::create_directory(desk / "ceremony");
        for (int round = 0; round < 3; ++round)
            for (const char* holder : {"hospital", "school", "charity", "platform"})
                must(holder, "key join",
                     {"--folder", "ceremony", "--out", fmt::format("{}/project.key", holder)});
    }

    // An audit that has passed, signed by `party`, without the minutes that real ones take together.
    fs::path audit(const std::string& party, const std::string& source, const std::string& input_digest,
                   const std::string& verdict = "pass") const
    {
        project::Admitted me = admitted(party);
        project::Statement statement;
        statement.kind = "audit";
        statement.source = source;
        statement.file = source + ".records";
        statement.content_digest = input_digest;
        statement.profile = me.policy.profile;
        statement.figures.set("verdict", verdict).set("m3_300", 0.001);
        const fs::path path = desk / party / fmt::format("audit-{}-{}.dsse", source, verdict);
        fs::remove(path);
        (void)project::state(me, {}, statement, path);
        return path;
    }
    std::string digest_of(const fs::path& file) const
    {
        return to_hex(sha256(bytes_of(read_file(desk / file))));
    }

    void encode_and_seal(const std::string& custodian, unsigned from, unsigned to) const
    {
        write_file(desk / custodian / "people.csv", people(custodian, from, to));
        must(custodian, "encode",
             {"--key", custodian + "/project.key", "--out", custodian + "/out", custodian + "/people.csv"});
        const fs::path audited = audit(custodian, custodian, digest_of(custodian + "/people.csv"));
        must(custodian, "seal",
             {"--audit", audited.string(), "--out", custodian + "/outbox", custodian + "/out"});
    }
    void through_the_intake(unsigned from, unsigned to) const
    {
        write_file(desk / "charity/people.csv", people("charity", from, to));
        must("charity", "seal",
             {"--plaintext", "charity/people.csv", "--to", "platform", "--out", "charity/outbox"});
        const std::string digest = digest_of("charity/people.csv");
        travel("charity/outbox/to-platform", "platform/inbox");
        must("platform", "intake",
             {"--key", "platform/project.key", "--out", "platform/out", "platform/inbox/charity.csv.age"});
        must("platform", "seal",
             {"--audit", audit("platform", "charity", digest).string(), "--out", "platform/outbox",
              "platform/out"});
    }
    // A postman: files and their statements, and nothing else.
    void travel(const fs::path& from, const fs::path& to) const
    {
        fs::create_directories(desk / to);
        for (const auto& entry : fs::directory_iterator(desk / from))
            fs::copy(entry.path(), desk / to / entry.path().filename());
    }
    std::vector<std::string> sealed_in(const fs::path& folder) const
    {
        std::vector<std::string> files;
        for (const auto& entry : fs::directory_iterator(desk / folder))
            if (entry.path().extension() == ".age") files.push_back(entry.path().string());
        std::ranges::sort(files);
        return files;
    }
    // Everything up to the inboxes of all who receive.
    void send_everything(unsigned people_each = 60) const
    {
        ASSERT_NO_FATAL_FAILURE(join_keys());
        ASSERT_NO_FATAL_FAILURE(encode_and_seal("hospital", 0, people_each));
        ASSERT_NO_FATAL_FAILURE(encode_and_seal("school", people_each / 2, people_each * 3 / 2));
        ASSERT_NO_FATAL_FAILURE(through_the_intake(people_each / 4, people_each));
        for (const char* from : {"hospital", "school", "platform"}) {
            travel(fs::path(from) / "outbox/to-unit", "unit/post");
            for (const char* to : {"university", "institute"})
                if (fs::exists(desk / from / "outbox" / fmt::format("to-{}", to)))
                    travel(fs::path(from) / "outbox" / fmt::format("to-{}", to), fs::path(to) / "post");
        }
    }
    void link() const
    {
        std::vector<std::string> accept{"--out", "unit/inbox"};
        for (const std::string& file : sealed_in("unit/post")) accept.push_back(file);
        must("unit", "accept", accept);
        if (!fs::exists(desk / "unit/identity.key")) {
            ASSERT_EQ(desk.run({"gauze", "identity", "new", "--out", "unit/identity.key"}).exit, 0);
        }
        must("unit", "link",
             {"--identity", "unit/identity.key", "--out", "unit/linked", "unit/inbox/hospital.gauze",
              "unit/inbox/school.gauze", "unit/inbox/charity.gauze"});
    }
    void issue(const std::string& recipient, const std::string& release) const
    {
        const std::string map = fmt::format("unit/{}-{}.map.age", recipient, release);
        must("unit", "issue",
             {"--identity", "unit/identity.key", "--persons", "unit/linked/persons.table", "--recipient",
              recipient, "--release", release, "--out", map});
        fs::create_directories(desk / recipient / "post");
        for (const std::string& name : {map, map + ".dsse"})
            fs::copy(desk / name, desk / recipient / "post" / fs::path(name).filename());
    }
    void make_cohort(const std::string& researcher, const std::string& release) const
    {
        std::vector<std::string> open{"--out", researcher + "/inbox"};
        for (const std::string& file : sealed_in(researcher + "/post"))
            if (!fs::exists(desk / researcher / "inbox" / fs::path(file).stem())) open.push_back(file);
        if (open.size() > 2) must(researcher, "open", open);
        std::vector<std::string> cohort{"--map", fmt::format("{0}/inbox/{0}-{1}.map", researcher, release),
                                        "--out", fmt::format("{}/cohort-{}", researcher, release)};
        for (const auto& entry : fs::directory_iterator(desk / researcher / "inbox"))
            if (entry.path().extension() == ".payload") cohort.push_back(entry.path().string());
        must(researcher, "cohort", cohort);
    }
    std::set<std::string> study_ids(const fs::path& cohort) const
    {
        std::set<std::string> ids;
        const std::string text = read_file(desk / cohort / "cohort.csv");
        for (std::size_t at = text.find('\n') + 1; at < text.size(); at = text.find('\n', at) + 1)
            ids.insert(text.substr(at, text.find(',', at) - at));
        return ids;
    }

    // Cells that must not be seen, in small letters.
    static std::vector<std::string> marks(unsigned from, unsigned to)
    {
        std::vector<std::string> all;
        for (unsigned i = from; i < to; ++i) {
            const TownPerson p(i);
            for (std::string text : {p.given, p.family, p.dob, p.postcode}) {
                for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
                all.push_back(text);
                std::erase_if(text, [](char c) { return c == '-' || c == ' '; });
                if (text.size() >= 7) all.push_back(text);
            }
            for (const char custodian : {'h', 's', 'c'})
                all.push_back(fmt::format("ref{}{:04}", custodian, i));
        }
        return all;
    }

    Desk desk;
    mutable std::string said; // all that the programs printed
};

} // namespace gauze::test
