// Referrals, enquiries, plans, care and placements of a child in one borough.
#include "datasets/synth/scenario/liia.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::synth::scenario::liia {

namespace {

using std::chrono::days;

template <std::size_t N>
std::string one_of(const std::array<std::string_view, N>& words, Draws& draws)
{
    return std::string(words[draws.below(static_cast<std::uint32_t>(N))]);
}

constexpr std::array<std::string_view, 8> needs{"N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8"};
constexpr std::array<std::string_view, 6> referrers{"1A", "2A", "3A", "4", "5B", "6"};
constexpr std::array<std::string_view, 4> categories{"NEG", "EMO", "PHY", "SAB"};

// The episodes of one child in one borough, in the order in which they come: a referral before all else.
class Episodes {
public:
    Episodes(BoroughFiles& files, const Known& child, std::string id,
             const std::vector<std::string>& postcodes, Draws draws)
        : files_(files), child_(child), id_(std::move(id)), postcodes_(postcodes), draws_(draws)
    {}
    void write()
    {
        const bool any = child_.met[s47] || child_.met[plan] || child_.met[care_order];
        const bool in_need = any || draws_.below(100) < 20;
        if (in_need || draws_.below(100) < 30) refer();
        if (in_need) in_need_episode();
        if (child_.met[s47]) section_47();
        if (child_.met[plan]) protection_plan();
        const bool accommodated = draws_.below(1'000) < 15; // looked after without an order
        if (child_.met[care_order] || accommodated) looked_after();
    }

private:
    struct Span {
        Day start, end; // never: it goes on
    };
    // Within five years before the cut-off, not before the birth (pre-birth work: 60 days before it).
    Span span()
    {
        const Day earliest = std::max(std::min(child_.birth, cut_off) - days{60}, cut_off - days{1'825});
        const auto room = static_cast<std::uint32_t>((cut_off - earliest).count());
        const Day start = earliest + days{draws_.below(room)};
        const auto rest = static_cast<std::uint32_t>((cut_off - start).count());
        const bool goes_on = draws_.below(100) < 35;
        return {start, goes_on ? never : start + days{draws_.below(rest)}};
    }
    void add(Table* table, Cells cells)
    {
        cells.insert(cells.begin(), id_);
        table->add(child_.person, std::move(cells));
    }
    void refer()
    {
        const std::uint32_t times = 1 + (draws_.below(100) < 25 ? 1 : 0);
        for (std::uint32_t i = 0; i < times; ++i)
            add(files_.referrals, {iso(span().start), one_of(referrers, draws_),
                                   draws_.below(100) < 30 ? "NFA" : "assessment"});
    }
    void in_need_episode()
    {
        const Span in_need = span();
        add(files_.cin, {iso(in_need.start), iso(in_need.end), one_of(needs, draws_)});
    }
    void section_47()
    {
        add(files_.s47, {iso(span().start), draws_.below(100) < 40 ? "conference" : "no further action"});
    }
    void protection_plan()
    {
        const Span on_plan = span();
        add(files_.cp, {iso(on_plan.start), iso(on_plan.end), one_of(categories, draws_)});
    }
    void looked_after()
    {
        const Span care = span();
        add(files_.cla, {iso(care.start), iso(care.end),
                         !child_.met[care_order]  ? "V2"
                         : draws_.below(100) < 60 ? "C2"
                                                  : "C1",
                         one_of(needs, draws_)});
        // One placement after the other, from the first day to the last.
        const Day last = care.end == never ? cut_off : care.end;
        Day start = care.start;
        for (std::uint32_t left = 1 + draws_.below(3); left > 0; --left) {
            const auto rest = static_cast<std::uint32_t>((last - start).count());
            const bool final = left == 1 || rest == 0;
            const Day end = final ? care.end : start + days{draws_.below(rest)};
            add(files_.placements, {iso(start), iso(end), fmt::format("PR{:03}", 1 + draws_.below(240)),
                                    postcodes_[draws_.below(static_cast<std::uint32_t>(postcodes_.size()))]});
            if (final) break;
            start = end;
        }
    }

    BoroughFiles& files_;
    const Known& child_;
    std::string id_;
    const std::vector<std::string>& postcodes_;
    Draws draws_;
};

} // namespace

void write_episodes(BoroughFiles& files, const Known& child, std::string id,
                    const std::vector<std::string>& postcodes, Draws draws)
{
    Episodes(files, child, std::move(id), postcodes, draws).write();
}

} // namespace gauze::synth::scenario::liia
