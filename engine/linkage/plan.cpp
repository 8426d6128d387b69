#include "engine/linkage/plan.hpp"

#include "bloom/base/error.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

// Bumped when the same plan would be cut into other units.
constexpr std::string_view rules = "gauze-units-2";

} // namespace

std::vector<WorkUnit> PlannedWork::as_work() const
{
    std::vector<WorkUnit> list;
    for (const PlannedUnit& unit : units) list.push_back({phases[unit.phase].which, unit.cost, unit.phase});
    return list;
}

std::uint64_t PlannedWork::pairs() const
{
    std::uint64_t sum = 0;
    for (const PlannedUnit& unit : units) sum += unit.cost;
    return sum;
}

namespace {

void add_join(const Plan& plan, PartyPair which, PlannedWork& work)
{
    for (const Phase& phase :
         exact_phases(which, plan.inputs[which.a].rows, plan.inputs[which.b].rows, plan.slab_rows)) {
        work.phases.push_back({which, phase.slab, 0});
        for (const Unit& unit : phase.units)
            work.units.push_back({static_cast<std::uint32_t>(work.phases.size() - 1), unit.a, 0, unit.pairs});
    }
}

void add_slot(PartyPair which, std::size_t slot, std::uint64_t pairs, PlannedWork& work)
{
    if (pairs == 0) return;
    work.phases.push_back({which, {}, static_cast<std::uint32_t>(slot)});
    for (std::uint32_t group = 0; group < groups_of_a_slot; ++group)
        work.units.push_back({static_cast<std::uint32_t>(work.phases.size() - 1),
                              {},
                              group,
                              pairs / groups_of_a_slot + (group < pairs % groups_of_a_slot ? 1 : 0)});
}

} // namespace

PlannedWork Plan::work() const
{
    PlannedWork work;
    const auto pairs = party_pairs();
    const std::size_t slots = pairs.empty() ? 0 : slot_pairs.size() / pairs.size();
    for (std::size_t p = 0; p < pairs.size(); ++p) {
        if (sources.exact() || sources.join) add_join(*this, pairs[p], work);
        for (std::size_t slot = 0; slot < slots; ++slot)
            add_slot(pairs[p], slot, slot_pairs[p * slots + slot], work);
    }
    return work;
}

Json Plan::to_json() const
{
    std::vector<Json> parties;
    for (std::size_t p = 0; p < inputs.size(); ++p)
        parties.push_back(Json()
                              .set("party", inputs[p].party)
                              .set("rows", inputs[p].rows)
                              .set("clean", bool{clean[p]})
                              .set("sha256", inputs[p].digest));
    std::vector<std::string> pairs;
    for (const std::uint64_t n : slot_pairs) pairs.push_back(std::to_string(n));
    Json json;
    json.set("rules", rules)
        .set("project", project)
        .set("policy", policy)
        .set("parties", parties)
        .set("threshold", project::to_text(threshold))
        .set("threshold_is_fixed", fixed)
        .set("candidates", to_text(sources))
        .set("lsh_tables", sources.tables)
        .set("lsh_bits", sources.sampled_bits)
        .set("most_pairs_in_a_block", sources.most_pairs)
        .set("slab_rows", slab_rows)
        .set("pairs_by_slot", pairs);
    if (sources.join)
        json.set("joined_view", sources.join->view).set("floor", project::to_text(sources.join->floor));
    return json;
}

Plan Plan::from_json(const Json& json)
{
    if (json.text("rules") != rules)
        throw Error(Exit::configuration, "the plan was made by another version of gauze",
                    "make it again: gauze plan");
    Plan plan;
    plan.project = json.text("project");
    plan.policy = json.text("policy");
    for (const Json& party : json.objects("parties")) {
        plan.inputs.push_back(
            {party.text("party"), static_cast<std::uint64_t>(party.number("rows")), party.text("sha256")});
        plan.clean.push_back(party.flag("clean"));
    }
    plan.threshold = project::threshold_from(json.text("threshold"));
    plan.fixed = json.flag("threshold_is_fixed");
    plan.sources = json.has("floor") ? candidate_sources_from(json.text("candidates"),
                                                              json.text("joined_view"), json.text("floor"))
                                     : candidate_sources_from(json.text("candidates"));
    plan.sources.tables = static_cast<std::uint32_t>(json.number("lsh_tables"));
    plan.sources.sampled_bits = static_cast<std::uint32_t>(json.number("lsh_bits"));
    plan.sources.most_pairs = static_cast<std::uint64_t>(json.number("most_pairs_in_a_block"));
    plan.slab_rows = static_cast<std::uint64_t>(json.number("slab_rows"));
    for (const std::string& n : json.texts("pairs_by_slot"))
        plan.slot_pairs.push_back(std::strtoull(n.c_str(), nullptr, 10));
    const std::size_t pairs = plan.party_pairs().size();
    const bool slots_fit = !plan.sources.blocked() ? plan.slot_pairs.empty()
                                                   : pairs != 0 && !plan.slot_pairs.empty() &&
                                                         plan.slot_pairs.size() % pairs == 0;
    const bool floor_set = !plan.sources.join || plan.sources.join->floor.numerator > 0;
    const bool lsh_fits = !plan.sources.lsh || (plan.sources.tables > 0 && plan.sources.sampled_bits > 0 &&
                                                plan.sources.sampled_bits <= blocking::most_sampled_bits);
    if (plan.slab_rows == 0 || plan.inputs.empty() || !slots_fit || !lsh_fits || !floor_set)
        throw Error(Exit::bad_data, "the plan is not one that gauze wrote", "make it again: gauze plan");
    return plan;
}

Digest Plan::digest() const
{
    const std::string line = to_json().line();
    return sha256(bytes_of(line));
}

PlanStamp Plan::stamp() const { return {digest(), static_cast<std::uint32_t>(work().units.size())}; }

void write_plan(const std::filesystem::path& path, const StoredPlan& stored, Existing existing)
{
    std::vector<std::string> files;
    for (const auto& file : stored.files) files.push_back(file.string());
    const Json json = Json()
                          .set("plan", stored.plan.to_json())
                          .set("digest", to_hex(stored.plan.digest()))
                          .set("files", files)
                          .set("estimate", stored.estimate);
    write_whole_file(path, json.pretty(), FileMode::owner_only, existing);
}

StoredPlan read_plan(const std::filesystem::path& path)
{
    constexpr std::size_t largest = 16u << 20;
    const Json json = Json::parse(read_small_file(path, largest), path.string());
    StoredPlan stored{Plan::from_json(json.object("plan")), {}, json.object("estimate")};
    for (const std::string& file : json.texts("files")) stored.files.emplace_back(file);
    if (json.text("digest") != to_hex(stored.plan.digest()))
        throw Error(Exit::bad_data, fmt::format("{} was changed after it was made", path.string()),
                    "make it again: gauze plan");
    return stored;
}

std::uint64_t edge_memory(const StoredPlan& stored)
{
    constexpr std::int64_t usual = 256 << 20;
    if (!stored.estimate.has("edge_memory_bytes")) return usual;
    return static_cast<std::uint64_t>(
        std::clamp<std::int64_t>(stored.estimate.number("edge_memory_bytes"), 1, usual));
}

void refuse_other_files(const Plan& plan, const Parties& parties)
{
    const auto refuse = [](const std::string& what) {
        throw Error(Exit::configuration, what, "the plan is for other files: make it again with gauze plan");
    };
    if (parties.size() != plan.inputs.size())
        refuse(fmt::format("the plan has {} files, {} were named", plan.inputs.size(), parties.size()));
    for (std::size_t p = 0; p < parties.size(); ++p)
        if (parties.name(p) != plan.inputs[p].party || parties[p].rows() != plan.inputs[p].rows ||
            to_hex(parties[p].digest()) != plan.inputs[p].digest)
            refuse(fmt::format("{} is not the file of {} that was planned for",
                               parties[p].path().filename().string(), plan.inputs[p].party));
    if (plan.sources.blocked() &&
        plan.slot_pairs.size() != plan.party_pairs().size() * BlockedPair::slots_of(parties, plan.sources))
        refuse("the plan is for other keys, blocks or LSH tables than the files have");
}

} // namespace gauze::linkage
