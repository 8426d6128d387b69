#include "engine/linkage/check.hpp"

#include "bloom/base/error.hpp"
#include "engine/linkage/clk_parties.hpp"
#include "engine/linkage/doctor.hpp"
#include "engine/linkage/scratch.hpp"
#include "engine/linkage/strata.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gauze::linkage {

namespace {

Parties receive_any(const std::filesystem::path& policy_path,
                    const std::vector<std::filesystem::path>& inputs, const Scratch& scratch,
                    project::Policy& policy)
{
    const bool alone = inputs.size() == 1;
    if (are_clk_json(inputs)) {
        policy = clk_policy(inputs);
        return receive_clk_json(inputs, policy, scratch.path(), alone);
    }
    if (policy_path.empty())
        throw Error(Exit::usage, "--policy is missing",
                    "encoded files are checked against the policy of the project");
    policy = project::read_policy(policy_path);
    return receive(inputs, policy, alone);
}

std::string counts_table(const Parties& parties)
{
    std::string words = fmt::format("{:<20} {:>10} {:>10} {:>10} {:>10}  {}\n", "party", "read", "encoded",
                                    "excluded", "rejected", "profile");
    for (const auto& file : parties.files) {
        const auto& counts = file.header().counts;
        words += fmt::format("{:<20} {:>10} {:>10} {:>10} {:>10}  {}\n", file.header().party, counts.read,
                             counts.encoded, counts.excluded, counts.rejected, file.header().profile);
    }
    return words;
}

// What custodians send beside the encodings, if the policy asks for it.
std::string coarse_words(const project::Policy& policy, const Parties& parties)
{
    std::string words;
    for (const StratumTable& table : count_strata(policy, parties)) {
        std::vector<std::string> rows;
        for (const StratumTable::Row& row : table.rows)
            rows.push_back(
                fmt::format("{} {}", row.value, row.records ? fmt::format("{}", *row.records) : "withheld"));
        words += fmt::format("stratum {}, {}: {}\n", table.stratum, table.party, fmt::join(rows, "; "));
    }
    if (const auto& rarity = parties[0].header().rarity; !rarity.empty())
        words += fmt::format("rarity classes of {}: {}\n", fmt::join(rarity, ", "), project::rarity_warning);
    return words;
}

std::vector<Json> strata_json(const project::Policy& policy, const Parties& parties)
{
    std::vector<Json> list;
    for (const StratumTable& table : count_strata(policy, parties)) {
        Json records;
        for (const StratumTable::Row& row : table.rows)
            row.records ? records.set(row.value, *row.records) : records.set_null(row.value);
        list.push_back(Json().set("name", table.stratum).set("party", table.party).set("records", records));
    }
    return list;
}

Json party_json(const bloom::EncodedFile& file, const Json& symptoms)
{
    const auto& counts = file.header().counts;
    return Json()
        .set("party", file.header().party)
        .set("profile", file.header().profile)
        .set("read", counts.read)
        .set("encoded", counts.encoded)
        .set("excluded", counts.excluded)
        .set("rejected", counts.rejected)
        .set("views_and_keys", symptoms.objects("views_and_keys"))
        .set("sha256", to_hex(file.digest()));
}

} // namespace

CheckSummary check(const std::filesystem::path& policy_path, const std::vector<std::filesystem::path>& inputs)
{
    const Scratch scratch;
    project::Policy policy;
    const Parties parties = receive_any(policy_path, inputs, scratch, policy);
    // From here on the files are whole and of one policy, one specification and one key.
    const Diagnosis diagnosis = diagnose(parties);
    const auto& first = parties[0].header();

    CheckSummary summary;
    summary.words = counts_table(parties);
    if (first.project != "clk-json")
        summary.words += fmt::format("All files are whole, of policy {}.. and of one key (check value {}).\n",
                                     first.policy.substr(0, 8), first.check);
    summary.words += coarse_words(policy, parties);
    summary.words += fmt::format("\n{}", diagnosis.table);
    summary.findings = diagnosis.findings.size();
    for (const std::string& finding : diagnosis.findings) summary.words += fmt::format("! {}\n", finding);
    if (diagnosis.findings.empty()) summary.words += "Nothing odd was seen.\n";
    std::vector<Json> list;
    for (std::size_t p = 0; p < parties.size(); ++p)
        list.push_back(party_json(parties[p], diagnosis.parties[p]));
    summary.json = Json()
                       .set("policy", first.policy)
                       .set("specification", first.specification)
                       .set("check_value", first.check)
                       .set("parties", list)
                       .set("strata", strata_json(policy, parties))
                       .set("rarity", first.rarity)
                       .set("findings", diagnosis.findings);
    return summary;
}

} // namespace gauze::linkage
