// Days as ISO 8601 writes them.
#pragma once

#include "datasets/synth/world/person.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace gauze::synth {

// "2009-03-14"; nothing for a day that never comes or always was. Cheap: a population has many days.
class IsoDay {
public:
    explicit IsoDay(Day day);
    operator std::string_view() const noexcept { return {text_.data(), size_}; }

private:
    void put(std::size_t at, unsigned two_digits);
    std::array<char, 10> text_{};
    std::size_t size_ = 0;
};

// The day that such a text names, or nothing when it names none.
std::optional<Day> day_from_iso(std::string_view text);

} // namespace gauze::synth
