#include "engine/research/release/bundle.hpp"

#include "bloom/base/files.hpp"
#include "bloom/base/output_folder.hpp"
#include "engine/research/release/checkers_sheet.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::research::release {

namespace {

// As tables.toml names tables: they become file names.
bool is_plain(const std::string& name)
{
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '-';
    };
    return !name.empty() && name.size() <= 64 && std::ranges::all_of(name, plain);
}

std::string about(const Bundle& bundle)
{
    std::string text = fmt::format("Tables of {}, release {} of {}, for {}\n\n", bundle.project,
                                   bundle.release, bundle.day, bundle.reader);
    for (const Bundle::Table& table : bundle.tables)
        text += fmt::format("{}.csv: {} ({})\n", table.name, table.title, table.kind);
    text += fmt::format("\nThey follow the rules \"{}\":\n", bundle.profile);
    for (const std::string& rule : bundle.rules) text += fmt::format("- {}\n", rule);
    return text + "- \":\" is a number that does not exist; \"all\" is everybody. Intervals are of 95 %.\n"
                  "\nThey are statistics. Nobody may be looked for in them.\n";
}

void write(const OutputFolder& folder, const std::string& name, const std::string& content)
{
    FileWriter file(folder.file(name), FileMode::owner_only);
    file.write(content);
    file.close();
}

} // namespace

std::string Bundle::text() const
{
    std::vector<Json> list;
    for (const Table& table : tables)
        list.push_back(Json()
                           .set("name", table.name)
                           .set("title", table.title)
                           .set("kind", table.kind)
                           .set("csv", table.csv));
    return Json()
        .set("gauze_tables", 1)
        .set("statistics_only", true)
        .set("project", project)
        .set("policy", policy)
        .set("profile", profile)
        .set("reader", reader)
        .set("release", release)
        .set("day", day)
        .set("rules", rules)
        .set("tables", list)
        .pretty();
}

Bundle Bundle::parse(std::string_view text, std::string_view source)
{
    const Json json = Json::parse(text, source);
    if (json.number("gauze_tables") != 1)
        throw Error(Exit::bad_data, fmt::format("{} is of another version", source));
    Bundle into{json.text("project"), json.text("policy"),
                json.text("profile"), json.text("reader"),
                json.text("day"),     static_cast<std::uint64_t>(json.number("release")),
                json.texts("rules"),  {}};
    for (const Json& one : json.objects("tables")) {
        into.tables.push_back({one.text("name"), one.text("title"), one.text("kind"), one.text("csv")});
        if (!is_plain(into.tables.back().name) ||
            std::ranges::count(into.tables, into.tables.back().name, &Table::name) != 1)
            throw Error(Exit::bad_data, fmt::format("{} holds a table whose name is none", source));
    }
    return into;
}

void Bundle::unpack(const std::filesystem::path& path) const
{
    OutputFolder folder(path, "open tables", Existing::refuse);
    for (const Table& table : tables) write(folder, fmt::format("{}.csv", table.name), table.csv);
    write(folder, "about.txt", about(*this));
    folder.commit();
}

Bundle bundle_of(const Found& found, const std::filesystem::path& folder)
{
    const Proposal& proposal = found.proposal;
    Bundle into;
    into.project = proposal.project;
    into.policy = proposal.policy;
    into.profile = proposal.profile;
    into.reader = proposal.reader;
    into.rules = rules_in_words(disclosure::profile_named(proposal.profile));
    for (const ProposedTable& table : proposal.tables)
        into.tables.push_back({table.name, table.title, table.kind,
                               read_small_file(folder / table.file, std::size_t{256} << 20)});
    return into;
}

} // namespace gauze::research::release
