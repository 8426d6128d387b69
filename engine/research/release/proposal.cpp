#include "engine/research/release/proposal.hpp"

#include "bloom/base/crypto.hpp"
#include "bloom/base/files.hpp"
#include "engine/project/refusal.hpp"
#include "engine/research/disclosure/registry.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace gauze::research::release {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest = std::size_t{256} << 20; // of proposal.json

std::vector<Json> pairs(const std::vector<std::pair<std::string, std::string>>& all, std::string_view key)
{
    std::vector<Json> list;
    for (const auto& [name, digest] : all) list.push_back(Json().set(key, name).set("sha256", digest));
    return list;
}

std::vector<std::pair<std::string, std::string>> pairs_from(const std::vector<Json>& list,
                                                            std::string_view key)
{
    std::vector<std::pair<std::string, std::string>> all;
    for (const Json& one : list) all.emplace_back(one.text(key), one.text("sha256"));
    return all;
}

[[noreturn]] void changed(const fs::path& folder, std::string_view what)
{
    project::refuse_with("proposal-changed", fmt::format("{}: {}", folder.string(), what),
                         "nothing of it may be released; make the proposal anew with gauze-research disclose",
                         Exit::bad_data);
}

// What is in the folder, but proposal.json and the mark that gauze made it.
std::set<std::string> files_in(const fs::path& folder)
{
    std::set<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const std::string name = fs::relative(entry.path(), folder).generic_string();
        if (entry.is_directory() && !entry.is_symlink()) continue;
        if (!entry.is_regular_file() || entry.is_symlink())
            changed(folder, "it holds something that is no file");
        if (name != "proposal.json" && name != ".gauze-output") names.insert(name);
    }
    return names;
}

void check_files(const Proposal& proposal, const fs::path& folder)
{
    std::set<std::string> found = files_in(folder);
    for (const auto& [name, digest] : proposal.files) {
        if (found.erase(name) == 0) changed(folder, fmt::format("{} is not there", name));
        if (to_hex(sha256(MappedFile(folder / name).bytes())) != digest)
            changed(folder, fmt::format("{} is not what was proposed", name));
    }
    if (!found.empty()) changed(folder, "it holds a file that was not proposed");
    for (const ProposedTable& table : proposal.tables)
        if (std::ranges::count(proposal.files, table.file, &std::pair<std::string, std::string>::first) != 1)
            changed(folder, "a table of it has no file");
}

} // namespace

Json Proposal::to_json() const
{
    std::vector<Json> list;
    for (const ProposedTable& table : tables)
        list.push_back(Json()
                           .set("name", table.name)
                           .set("title", table.title)
                           .set("kind", table.kind)
                           .set("file", table.file)
                           .set("people", table.people)
                           .set("cells", table.shown.cells.size())
                           .set("withheld", table.shown.withheld())
                           .set("protected", disclosure::to_json(table.shown)));
    return Json()
        .set("program", "gauze-research " GAUZE_VERSION)
        .set("proposal", 1)
        .set("statistics_only", true)
        .set("project", project)
        .set("policy", policy)
        .set("profile", profile)
        .set("reader", reader)
        .set("made", made)
        .set("registry", registry)
        .set("earlier_releases", earlier)
        .set("only_added", waves == disclosure::Waves::only_added)
        .set("inputs", pairs(inputs, "what"))
        .set("files", pairs(files, "file"))
        .set("tables", list);
}

Proposal Proposal::from_json(const Json& json, std::string_view source)
{
    if (json.number("proposal") != 1)
        throw Error(Exit::bad_data, fmt::format("{} is of another version", source));
    Proposal into;
    into.project = json.text("project");
    into.policy = json.text("policy");
    into.profile = json.text("profile");
    into.reader = json.text("reader");
    into.made = json.text("made");
    into.registry = json.text("registry");
    into.earlier = static_cast<std::size_t>(json.number("earlier_releases"));
    into.waves = json.flag("only_added") ? disclosure::Waves::only_added : disclosure::Waves::independent;
    into.inputs = pairs_from(json.objects("inputs"), "what");
    into.files = pairs_from(json.objects("files"), "file");
    for (const Json& one : json.objects("tables"))
        into.tables.push_back({one.text("name"), one.text("title"), one.text("kind"), one.text("file"),
                               static_cast<std::uint64_t>(one.number("people")),
                               disclosure::from_json(one.object("protected"), source)});
    return into;
}

std::vector<disclosure::Protected> Proposal::shown() const
{
    std::vector<disclosure::Protected> all;
    for (const ProposedTable& table : tables) all.push_back(table.shown);
    return all;
}

Found read_proposal(const fs::path& folder)
{
    const fs::path path = folder / "proposal.json";
    const std::string text = read_small_file(path, largest);
    Found found;
    found.digest = to_hex(sha256(bytes_of(text)));
    try {
        found.proposal = Proposal::from_json(Json::parse(text, path.string()), path.string());
    } catch (const Error& fault) {
        project::refuse_with("proposal-damaged", fault.what(),
                             "make the proposal anew with gauze-research disclose", Exit::bad_data);
    }
    check_files(found.proposal, folder);
    return found;
}

Found read_proposal(const fs::path& folder, const project::Policy& policy)
{
    Found found = read_proposal(folder);
    if (found.proposal.project != policy.id)
        project::refuse_with("wrong-project", fmt::format("{} is of another project", folder.string()),
                             "keep the projects' folders apart; use this one's policy");
    if (found.proposal.policy != policy.fingerprint())
        project::refuse_with("wrong-policy", fmt::format("{} was made under another policy", folder.string()),
                             "make the proposal anew under the policy that holds now");
    return found;
}

} // namespace gauze::research::release
