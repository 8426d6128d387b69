#include "engine/linkage/check.hpp"

#include "engine/linkage/receive.hpp"

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

// Mean share of set bits in the records that have the view; a custodian who encoded differently stands out by
// it.
double density(const bloom::EncodedFile& file, std::size_t view)
{
    std::uint64_t set = 0, present = 0;
    for (const std::uint32_t weight : file.view_weights(view)) {
        set += weight;
        present += weight > 0;
    }
    return present == 0
               ? 0
               : static_cast<double>(set) / static_cast<double>(present) / file.view(view).shape().bits;
}

} // namespace

CheckSummary check(const std::filesystem::path& policy_path, const std::vector<std::filesystem::path>& inputs)
{
    const auto policy = project::read_policy(policy_path);
    const Parties parties = receive(inputs, policy, inputs.size() == 1);
    CheckSummary summary;
    std::vector<Json> list;
    summary.words = fmt::format("{:<20} {:>10} {:>10} {:>10} {:>10}  {}\n", "party", "read", "encoded",
                                "excluded", "rejected", "density");
    for (const auto& file : parties.files) {
        const auto& header = file.header();
        const auto& counts = header.counts;
        std::vector<Json> views;
        std::string densities;
        for (std::size_t v = 0; v < header.views.size(); ++v) {
            views.push_back(Json()
                                .set("name", header.views[v].name)
                                .set("bits", header.views[v].shape.bits)
                                .set("density", density(file, v)));
            densities += fmt::format(" {:.3f}", density(file, v));
        }
        summary.words += fmt::format("{:<20} {:>10} {:>10} {:>10} {:>10} {}\n", header.party, counts.read,
                                     counts.encoded, counts.excluded, counts.rejected, densities);
        list.push_back(Json()
                           .set("party", header.party)
                           .set("read", counts.read)
                           .set("encoded", counts.encoded)
                           .set("excluded", counts.excluded)
                           .set("rejected", counts.rejected)
                           .set("views", views)
                           .set("sha256", to_hex(file.digest())));
    }
    const auto& first = parties[0].header();
    summary.words += fmt::format("All files are whole, of policy {}.. and of one key (check value {}).\n",
                                 first.policy.substr(0, 8), first.check);
    summary.json = Json()
                       .set("policy", first.policy)
                       .set("specification", first.specification)
                       .set("check_value", first.check)
                       .set("parties", list);
    return summary;
}

} // namespace gauze::linkage
