#include "engine/linkage/check.hpp"

#include "bloom/base/error.hpp"
#include "engine/linkage/clk_parties.hpp"
#include "engine/linkage/doctor.hpp"
#include "engine/linkage/scratch.hpp"

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

Parties receive_any(const std::filesystem::path& policy_path,
                    const std::vector<std::filesystem::path>& inputs, const Scratch& scratch)
{
    const bool alone = inputs.size() == 1;
    if (are_clk_json(inputs)) {
        project::Policy policy = clk_policy(inputs, {});
        return receive_clk_json(inputs, policy, scratch.path(), alone);
    }
    if (policy_path.empty())
        throw Error(Exit::usage, "--policy is missing",
                    "encoded files are checked against the policy of the project");
    return receive(inputs, project::read_policy(policy_path), alone);
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
    const Parties parties = receive_any(policy_path, inputs, scratch);
    // From here on the files are whole and of one policy, one specification and one key.
    const Diagnosis diagnosis = diagnose(parties);
    const auto& first = parties[0].header();

    CheckSummary summary;
    summary.words = counts_table(parties);
    if (first.project != "clk-json")
        summary.words += fmt::format("All files are whole, of policy {}.. and of one key (check value {}).\n",
                                     first.policy.substr(0, 8), first.check);
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
                       .set("findings", diagnosis.findings);
    return summary;
}

} // namespace gauze::linkage
