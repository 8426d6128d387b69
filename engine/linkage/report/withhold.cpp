// Read `withhold_small_counts` at the bottom first.
#include "engine/linkage/report/withhold.hpp"

#include "engine/linkage/report/publishing.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

namespace gauze::linkage::report {

namespace {

constexpr std::size_t most_parties_combined = 8, most_parties_in_table = 20, most_combinations = 40;

using Figure = Publishing::Figure;

// A count of the report and the sum of cells that it is.
struct Offered {
    Count* count;
    Figure figure;
};

void withhold(Count& count) { count = {0, true}; }

void add(Figure& to, const Figure& figure) { to.insert(to.end(), figure.begin(), figure.end()); }

// Totals first as they are given, then parts, the largest first: what has to be withheld beside a small count
// is then small itself.
void publish(Publishing& publishing, const std::vector<Offered>& totals, std::vector<Offered> parts)
{
    for (const auto* list : {&totals, static_cast<const std::vector<Offered>*>(&parts)})
        for (const Offered& offered : *list) publishing.guard(offered.figure);
    std::ranges::stable_sort(parts, std::greater{}, [](const Offered& part) { return part.count->value; });
    for (const auto* list : {&totals, static_cast<const std::vector<Offered>*>(&parts)})
        for (const Offered& offered : *list)
            if (offered.count->withheld || publishing.small(offered.count->value) ||
                !publishing.publish(offered.figure))
                withhold(*offered.count);
}

// ---- Persons

// The cells of all tables of persons, and how those hang together.
class PersonTables {
public:
    PersonTables(Report& report, Publishing& publishing) : report_(report), publishing_(publishing)
    {
        for (const Source& source : report.sources) all_clean_ = all_clean_ && source.clean;
        combined_ = report.sources.size() <= most_parties_combined;
        for (const ClusterSize& size : report.cluster_sizes) {
            exact_sizes_ = exact_sizes_ && size.from == size.to;
        }
        make_cells();
    }

    void publish_all()
    {
        know_the_files();
        withhold_links_if_few_are_direct();
        std::vector<Offered> parts;
        for (InBoth& cell : report_.in_both) parts.push_back({&cell.persons, in_both(cell.a, cell.b)});
        for (std::size_t c = 0; c < by_combination_.size(); ++c)
            parts.push_back({&report_.combinations[c].persons, by_combination_[c]});
        for (std::size_t k = 0; k < by_size_.size(); ++k)
            parts.push_back({&report_.cluster_sizes[k].persons, by_size_[k]});
        for (std::size_t b = 0; b < links_.size(); ++b)
            parts.push_back({&report_.between[b].links, links_[b]});
        publish(
            publishing_,
            {{&report_.persons, all_persons()}, {&report_.links, all_links()}, {&report_.pairs, all_pairs()}},
            std::move(parts));
    }

private:
    void make_cells()
    {
        if (combined_)
            for (const Combination& c : report_.combinations)
                by_combination_.push_back({{publishing_.cell(c.persons.value), 1.0}});
        else
            for (const InBoth& both : report_.in_both)
                pairs_[{both.a, both.b}] = {{publishing_.cell(both.persons.value), 1.0}};
        for (const ClusterSize& size : report_.cluster_sizes) by_size_.push_back(of_size(size));
        for (const BetweenParties& between : report_.between) links_.push_back(of_links(between));
        pairs_cell_ = publishing_.cell(report_.pairs.value);
    }

    // Where every party holds a person once, a person of k records is in k parties.
    Figure of_size(const ClusterSize& size)
    {
        if (!combined_ || !all_clean_) return {{publishing_.cell(size.persons.value), 1.0}};
        Figure figure;
        for (std::size_t c = 0; c < by_combination_.size(); ++c) {
            const std::size_t k = report_.combinations[c].parties.size();
            if (k >= size.from && (size.to == 0 || k <= size.to)) add(figure, by_combination_[c]);
        }
        return figure;
    }

    // Links between two parties are the persons in both, or nearly: whoever sees the one knows the other.
    Figure of_links(const BetweenParties& between)
    {
        const Figure both = between.a == between.b ? Figure{} : in_both(between.a, between.b);
        return both.empty() ? Figure{{publishing_.cell(between.links.value), 1.0}} : both;
    }

    Figure in_both(std::uint32_t a, std::uint32_t b) const
    {
        if (!combined_) {
            const auto found = pairs_.find({a, b});
            return found == pairs_.end() ? Figure{} : found->second;
        }
        Figure figure;
        for (std::size_t c = 0; c < by_combination_.size(); ++c) {
            const auto& in = report_.combinations[c].parties;
            if (std::ranges::find(in, a) != in.end() && std::ranges::find(in, b) != in.end())
                add(figure, by_combination_[c]);
        }
        return figure;
    }

    Figure all_persons() const
    {
        Figure figure;
        for (const Figure& one : combined_ ? by_combination_ : by_size_) add(figure, one);
        return figure;
    }

    Figure all_links() const
    {
        Figure figure;
        for (const Figure& one : links_) add(figure, one);
        return figure;
    }

    // A person of k records is k (k - 1) / 2 pairs; where sizes are not known exactly, a number of its own.
    Figure all_pairs()
    {
        if (!exact_sizes_) return {{pairs_cell_, 1.0}};
        Figure figure;
        for (std::size_t k = 0; k < by_size_.size(); ++k) {
            const double size = report_.cluster_sizes[k].from;
            for (const auto& [cell, factor] : by_size_[k])
                if (size > 1) figure.emplace_back(cell, factor * size * (size - 1) / 2);
        }
        return figure;
    }

    // Few links between parties that share many persons, by way of a third: then the sum of links would tell.
    void withhold_links_if_few_are_direct()
    {
        for (const BetweenParties& between : report_.between)
            if (publishing_.small(between.links.value)) withhold(report_.links);
    }

    // The size of a clean file is its number of persons; all records are persons times their size; and both
    // ways of counting persons come to the same.
    void know_the_files()
    {
        for (std::uint32_t p = 0; p < report_.sources.size(); ++p)
            if (report_.sources[p].clean) publishing_.known(in_both(p, p));
        for (const Stratum& stratum : report_.strata) know_the_whole(stratum);
        if (exact_sizes_) {
            Figure records;
            for (std::size_t k = 0; k < by_size_.size(); ++k)
                for (const auto& [cell, factor] : by_size_[k])
                    records.emplace_back(cell, factor * report_.cluster_sizes[k].from);
            publishing_.known(records);
        }
        if (!combined_) return;
        Figure difference = all_persons();
        for (const Figure& size : by_size_)
            for (const auto& [cell, factor] : size) difference.emplace_back(cell, -factor);
        publishing_.known(difference);
    }

    // How many of a clean party's records have a partner in another stands in the bias report.
    void know_the_whole(const Stratum& stratum)
    {
        const auto position = [&](const std::string& party) {
            return static_cast<std::uint32_t>(std::ranges::find(report_.sources, party, &Source::party) -
                                              report_.sources.begin());
        };
        const auto [a, b] = std::minmax({position(stratum.of), position(stratum.to)});
        if (b < report_.sources.size() && stratum.whole.linked && a != b) publishing_.known(in_both(a, b));
    }

    Report& report_;
    Publishing& publishing_;
    bool all_clean_ = true, combined_ = true, exact_sizes_ = true;
    std::size_t pairs_cell_ = 0;
    std::vector<Figure> by_combination_, by_size_, links_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, Figure> pairs_;
};

// Before anything is decided, since what is not in the report need not be protected by other counts.
void leave_out_wide_tables(Report& report)
{
    if (report.sources.size() > most_parties_in_table) report.in_both.clear();
    if (report.sources.size() > most_parties_combined) {
        report.other_combinations_number = report.combinations.size();
        report.combinations.clear();
    }
}

// The list shows the large ones; the others are summed up if they are all shown, else only counted.
void shorten_combinations(Report& report)
{
    if (report.combinations.size() <= most_combinations) return;
    Combination others;
    for (std::size_t c = most_combinations; c < report.combinations.size(); ++c) {
        const Count& persons = report.combinations[c].persons;
        if (persons.withheld) withhold(others.persons);
        if (!others.persons.withheld) others.persons.value += persons.value;
    }
    report.other_combinations_number = report.combinations.size() - most_combinations;
    report.combinations.resize(most_combinations);
    report.other_combinations = others;
}

void withhold_persons(Report& report)
{
    leave_out_wide_tables(report);
    Publishing publishing(report.smallest_count);
    PersonTables(report, publishing).publish_all();
    shorten_combinations(report);
    for (std::optional<Count>* count : {&report.families, &report.households, &report.cut.for_review})
        if (*count && publishing.small((*count)->value)) withhold(**count);
}

// ---- Histograms, cuts, rates

void join_small_bins(std::vector<Bin>& bins, std::uint32_t smallest)
{
    std::vector<Bin> joined;
    bool open = false; // the last one is still too small
    // From the top, where bars are small and tell most.
    for (auto bin = bins.rbegin(); bin != bins.rend(); ++bin) {
        if (open) {
            joined.back().from = bin->from;
            joined.back().candidates.value += bin->candidates.value;
            if (joined.back().matches) *joined.back().matches += bin->matches.value_or(0);
        } else {
            joined.push_back(*bin);
        }
        const std::uint64_t now = joined.back().candidates.value;
        open = now > 0 && now < smallest;
    }
    // The lowest is the largest as a rule; where it is not, it goes to the next that holds anything.
    while (open && joined.size() > 1) {
        Bin last = joined.back();
        joined.pop_back();
        joined.back().from = last.from;
        joined.back().candidates.value += last.candidates.value;
        if (joined.back().matches) *joined.back().matches += last.matches.value_or(0);
        open = joined.back().candidates.value < smallest;
    }
    if (open)
        for (Bin& bin : joined) bin = {bin.from, bin.to, {0, true}, std::nullopt};
    std::ranges::reverse(joined);
    bins = std::move(joined);
}

bool too_near(std::uint64_t a, std::uint64_t b, std::uint32_t smallest)
{
    const std::uint64_t apart = a > b ? a - b : b - a;
    return apart > 0 && apart < smallest;
}

void thin_out_cuts(Report& report)
{
    const Count& run = report.pairs;
    std::vector<CutPoint> kept;
    for (CutPoint& cut : report.cuts) {
        const std::uint64_t pairs = cut.pairs.value;
        if (run.withheld)
            withhold(cut.pairs);
        else if (too_near(pairs, run.value, report.smallest_count) ||
                 too_near(pairs, 0, report.smallest_count) ||
                 (!kept.empty() && too_near(pairs, kept.back().pairs.value, report.smallest_count)))
            continue;
        kept.push_back(cut);
    }
    report.cuts = std::move(kept);
}

bool tells_of_few(double share, std::uint64_t of, std::uint32_t smallest)
{
    const auto those = static_cast<std::uint64_t>(std::llround(share * static_cast<double>(of)));
    return too_near(those, 0, smallest) || too_near(of, those, smallest);
}

void withhold_fill(Report& report)
{
    for (Source& source : report.sources)
        for (Source::Fill& fill : source.fill) {
            if (!fill.share || !tells_of_few(*fill.share, source.records, report.smallest_count)) continue;
            fill.mostly = *fill.share > 0.5;
            fill.share.reset();
        }
}

} // namespace

void withhold_small_counts(Report& report)
{
    if (report.small_counts_withheld) return;
    withhold_persons(report);
    for (BetweenParties& between : report.between) join_small_bins(between.bins, report.smallest_count);
    thin_out_cuts(report);
    withhold_fill(report);
    report.small_counts_withheld = true;
}

} // namespace gauze::linkage::report
