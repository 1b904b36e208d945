/** The parts of ECharts that this page draws with; loaded with the first chart. */
import { LineChart, MapChart, ScatterChart } from 'echarts/charts';
import { GraphicComponent, GridComponent, TooltipComponent, VisualMapComponent } from 'echarts/components';
import { use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([LineChart, MapChart, ScatterChart, GraphicComponent, GridComponent, TooltipComponent, VisualMapComponent, CanvasRenderer]);

export { init, registerMap } from 'echarts/core';
