#include "datasets/synth/names/stocks.hpp"

#include <cassert>
#include <vector>

namespace gauze::synth {

std::span<const Stock> stocks()
{
    static const std::vector<Stock> all = [] {
        std::vector<Stock> joined;
        for (const auto region : {stocks_of_these_islands(), stocks_of_europe(), stocks_of_south_asia(),
                                  stocks_of_west_asia(), stocks_of_africa(), stocks_of_east_asia()})
            joined.insert(joined.end(), region.begin(), region.end());
        assert(joined.size() == stock_count);
        return joined;
    }();
    return all;
}

} // namespace gauze::synth
