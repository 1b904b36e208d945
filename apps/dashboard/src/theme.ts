import type { ThemeConfig } from 'antd';

const FONT = "system-ui, -apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

/** Quiet ground, one accent, and red and amber kept for what somebody has to look at. The same colours stand in page.css. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#0f766e', colorInfo: '#0f766e', colorLink: '#0b6b63', colorError: '#b42318', colorWarning: '#92400e', colorSuccess: '#0f766e', colorInfoBg: '#e3f2f0', colorSuccessBg: '#e3f2f0', colorWarningBg: '#fff4dc', colorErrorBg: '#fdecea',
    colorText: '#1b2429', colorTextSecondary: '#56646c', colorTextDescription: '#56646c', colorTextPlaceholder: '#6b7880', colorBgLayout: '#f3f5f6', colorBorder: '#cfd6da', colorBorderSecondary: '#e4e9eb',
    borderRadius: 8, fontFamily: FONT, fontSize: 14,
  },
  components: { Button: { primaryShadow: 'none', defaultShadow: 'none' } },
};

