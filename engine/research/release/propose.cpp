#include "engine/research/release/propose.hpp"

#include "bloom/base/clock.hpp"
#include "bloom/base/output_folder.hpp"
#include "engine/project/progress.hpp"
#include "engine/project/refusal.hpp"
#include "engine/research/disclosure/attack.hpp"
#include "engine/research/disclosure/registry.hpp"
#include "engine/research/release/checkers_sheet.hpp"
#include "engine/research/statistics/stored_cohort.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

namespace gauze::research::release {

namespace {

namespace fs = std::filesystem;
using project::refuse_with;
using statistics::Kind;
using statistics::StoredTable;
using statistics::TableRequest;
using statistics::Tabulated;

// Rows of people, whatever they are called: refused for any reader.
void refuse_microdata(const StoredTable& stored, const TableRequest& request, const std::string& profile)
{
    constexpr const char* instead = "people stay in the closed setting; ask for a table of groups. "
                                    "gauze-research tables shows how people would stand out";
    if (request.kind == Kind::microdata) {
        for (const auto& row : statistics::microdata_sheet(stored, request, profile).rows)
            project::say(fmt::format("{}: {}", request.name, row.front()));
        refuse_with("microdata", fmt::format("{} asks for rows of people", request.place), instead);
    }
    std::vector<std::string> crossed = request.rows;
    crossed.insert(crossed.end(), request.columns.begin(), request.columns.end());
    crossed.insert(crossed.end(), {request.by, request.exposure});
    for (const std::string& name : crossed) {
        if (name.empty()) continue;
        constexpr std::size_t some = 50; // in a small table a variable may well have as many values as rows
        if (statistics::is_identifier(name) || (stored.rows >= some && stored.column(name).counts_all_rows))
            refuse_with("microdata",
                        fmt::format("{}: every cell along \"{}\" would be one {}", request.place, name,
                                    to_text(request.unit)),
                        instead);
    }
}

void refuse_few(const Tabulated& table, const disclosure::Profile& profile)
{
    if (table.people() < profile.threshold)
        refuse_with("too-few-people",
                    fmt::format("{} is about fewer than {} of a {}", table.request->place, profile.threshold,
                                to_text(table.request->unit)),
                    "so few have no table of their own: leave it out, or ask for a wider group");
    if (2 * table.alone() > table.people())
        refuse_with("microdata",
                    fmt::format("{}: most people would be alone in their cell", table.request->place),
                    "cross fewer variables, or variables of fewer categories");
}

class Proposing {
public:
    Proposing(const project::Admitted& me, const ProposeOptions& options)
        : me_(me),
          options_(options),
          profile_(disclosure::profile_named(me.policy.governance->disclosure)),
          file_(statistics::read_tables_file(options.tables)),
          cohort_(options.cohort, me)
    {}
    Proposed run(const project::Recipient& reader, const disclosure::Registry* registry);

private:
    void make_tables(const OutputFolder& folder);
    void protect(const Tabulated& table, const OutputFolder& folder);
    void attack();
    void write(const OutputFolder& folder, const std::string& name, const std::string& content);
    void note_file(const OutputFolder& folder, const std::string& name);

    const project::Admitted& me_;
    const ProposeOptions& options_;
    const disclosure::Profile& profile_;
    statistics::TablesFile file_;
    statistics::StoredCohort cohort_;
    std::vector<disclosure::Protected> published_; // earlier releases, then this one's tables
    std::size_t earlier_tables_ = 0;
    std::vector<statistics::Sheet> sheets_;
    std::vector<EarlierRelease> earlier_;
    Proposed into_;
};

void Proposing::note_file(const OutputFolder& folder, const std::string& name)
{
    into_.proposal.files.emplace_back(name, to_hex(sha256(MappedFile(folder.file(name)).bytes())));
}

void Proposing::write(const OutputFolder& folder, const std::string& name, const std::string& content)
{
    FileWriter file(folder.file(name), FileMode::owner_only);
    file.write(content);
    file.close();
    note_file(folder, name);
}

void Proposing::protect(const Tabulated& table, const OutputFolder& folder)
{
    refuse_few(table, profile_);
    const TableRequest& request = *table.request;
    disclosure::Protected shown =
        disclosure::protect(table.table, profile_, published_, into_.proposal.waves);
    const std::string file = fmt::format("tables/{}.csv", request.name);
    sheets_.push_back(protected_sheet(table, shown, profile_, into_.withheld));
    write_sheet(folder.file(file), sheets_.back());
    note_file(folder, file);
    into_.cells += shown.cells.size();
    into_.cells_withheld += shown.withheld();
    published_.push_back(shown);
    into_.proposal.tables.push_back({request.name, request.title, std::string(to_text(request.kind)), file,
                                     table.people(), std::move(shown)});
}

void Proposing::make_tables(const OutputFolder& folder)
{
    project::Progress progress("protecting", "tables", file_.tables.size());
    for (const project::Unit unit :
         {project::Unit::person, project::Unit::family, project::Unit::household}) {
        if (std::ranges::count(file_.tables, unit, &TableRequest::unit) == 0) continue;
        const StoredTable stored = cohort_.read(unit, file_.tables);
        into_.proposal.inputs.emplace_back(fmt::format("cohort-of-{}", to_text(unit)), stored.sha256);
        for (const TableRequest& request : file_.tables) {
            if (request.unit != unit) continue;
            refuse_microdata(stored, request, std::string(profile_.name));
            protect(tabulate(stored, request, {me_.policy.id, file_.area, stored.sha256}), folder);
            progress.advance();
        }
    }
}

// What a reader of everything could conclude of each cell that is withheld here.
void Proposing::attack()
{
    for (const disclosure::Attacked& one : disclosure::attack(published_, into_.proposal.waves)) {
        if (one.table < earlier_tables_) continue;
        const disclosure::Protected& table = published_[one.table];
        const disclosure::Why why = table.cells[one.cell].why;
        into_.withheld.push_back({table.shape.name, table.shape.label(one.cell), "count",
                                  std::string(to_text(why)), reason_of(why, profile_), one.interval, true,
                                  disclosure::wide_enough(one.interval, why, profile_)});
    }
}

Proposed Proposing::run(const project::Recipient& reader, const disclosure::Registry* registry)
{
    OutputFolder folder(options_.out, "disclose", options_.existing);
    Proposal& proposal = into_.proposal;
    proposal.project = me_.policy.id;
    proposal.policy = me_.policy.fingerprint();
    proposal.profile = profile_.name;
    proposal.reader = reader.name;
    proposal.made = now_text();
    proposal.registry = registry != nullptr ? registry->head() : std::string(64, '0');
    proposal.waves = options_.only_added ? disclosure::Waves::only_added : disclosure::Waves::independent;
    proposal.inputs.emplace_back("tables-asked-for", file_.sha256);
    if (registry != nullptr) {
        published_ = registry->tables();
        proposal.earlier = registry->releases().size();
        for (const disclosure::Release& one : registry->releases())
            earlier_.push_back({one.number, one.day, one.reader, one.tables.size()});
    }
    earlier_tables_ = published_.size();
    make_tables(folder);
    attack();
    const CheckersSheet sheet{
        proposal,
        profile_,
        into_.withheld,
        sheets_,
        earlier_,
        {published_.begin(), published_.begin() + static_cast<std::ptrdiff_t>(earlier_tables_)}};
    write(folder, "sheet.csv", to_csv(sheet));
    write(folder, "sheet.html", to_html(sheet));
    const std::string text = proposal.to_json().pretty();
    into_.digest = to_hex(sha256(bytes_of(text)));
    FileWriter file(folder.file("proposal.json"), FileMode::owner_only);
    file.write(text);
    file.close();
    folder.commit();
    return std::move(into_);
}

} // namespace

const project::Recipient& reader_of(const project::Governance& governance, const std::string& reader)
{
    const project::Recipient* found = governance.recipient(reader);
    for (const project::Recipient& one : governance.recipients)
        if (found == nullptr && one.member == reader) found = &one;
    const project::Member* member = found == nullptr ? nullptr : governance.member(found->member);
    if (member == nullptr || member->role != project::Role::reader)
        refuse_with("not-a-reader", "the policy names no reader of this name who receives tables",
                    "--to is the name of a [[recipient]] whose party has the role reader");
    return *found;
}

Proposed propose(const project::Admitted& me, const ProposeOptions& options)
{
    if (!me.governed())
        refuse_with("not-governed", "the policy has no agreement, and so nobody to whom tables could go",
                    "for the laboratory there is gauze-research tables");
    const project::Recipient& reader = reader_of(*me.policy.governance, options.to);
    std::error_code ignored;
    std::optional<disclosure::Registry> registry;
    if (fs::exists(options.registry, ignored))
        registry.emplace(options.registry, disclosure::Registry::Open::existing);
    return Proposing(me, options).run(reader, registry ? &*registry : nullptr);
}

std::string Proposed::in_words() const
{
    std::string text =
        fmt::format("proposed for {}: {} table{} under {}, {} of {} cells withheld\n", proposal.reader,
                    proposal.tables.size(), proposal.tables.size() == 1 ? "" : "s", proposal.profile,
                    cells_withheld, cells);
    text += fmt::format("verified against {} earlier release{}\nproposal {}\n", proposal.earlier,
                        proposal.earlier == 1 ? "" : "s", digest);
    return text + "nothing is released: two checkers look at sheet.html and sign (gauze-research sign-off)\n";
}

Json Proposed::to_json() const
{
    std::vector<Json> tables;
    for (const ProposedTable& table : proposal.tables)
        tables.push_back(Json()
                             .set("name", table.name)
                             .set("people", table.people)
                             .set("cells", table.shown.cells.size())
                             .set("withheld", table.shown.withheld()));
    return Json()
        .set("proposal", digest)
        .set("reader", proposal.reader)
        .set("profile", proposal.profile)
        .set("earlier_releases", proposal.earlier)
        .set("cells", cells)
        .set("withheld", cells_withheld)
        .set("tables", tables);
}

} // namespace gauze::research::release
