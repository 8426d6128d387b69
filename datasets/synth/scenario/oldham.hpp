// What the files of Oldham's description share: the programme's families and everybody else. The story is
// told in oldham.cpp.
#pragma once

#include "datasets/synth/scenario/setting.hpp"

#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace gauze::synth::scenario::oldham {

constexpr Day cut_off = Day(std::chrono::year{2025} / 1 / 1);
constexpr int adult_from = 18, pupil_from = 4;

struct ProgrammeFamily {
    std::size_t council = 0;
    std::vector<Somebody> members;
    Day start;
    std::optional<Day> end;
};

inline bool is_child(const Somebody& who) { return who->age(cut_off) < adult_from; }

// Families with a child and an adult, of the six in ten whose life is hardest; a few with small children
// only, since most of the programme's children are at school.
class Programme {
public:
    explicit Programme(const Setting& setting) : setting_(setting) {}
    void choose(const Region& region, std::size_t council);
    std::vector<ProgrammeFamily> families;
    std::set<PersonNumber> people;

private:
    std::vector<Somebody> members_of(const Region& region, const std::shared_ptr<Neighbourhood>& around,
                                     const Family& family) const;
    bool keeps_the_share_at_school(const std::vector<Somebody>& members);
    void enter(std::vector<Somebody> members, std::size_t council);
    const Setting& setting_;
    std::uint64_t children_ = 0, small_ = 0;
};

// Everybody else whom a department may know, in an order that says nothing.
struct Public {
    std::vector<Somebody> adults, pupils, learners;
};

// Attendance in per cent: 86 in the school year before the start and 89 in that after it, 93 for everybody
// else.
constexpr int before_start = 86, after_start = 89, elsewhere = 93, spread_of_attendance = 3;

// The departments' files, with the shares of the programme that each knows (oldham_departments.cpp).
void make_departments(const Setting& setting, const Programme& programme, const Public& all);

} // namespace gauze::synth::scenario::oldham
