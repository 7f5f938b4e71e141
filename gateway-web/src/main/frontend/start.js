// Wakes the few components that behave better with a script. Every page works without it.
import { createAll, Button, ErrorSummary, NotificationBanner, ServiceNavigation, SkipLink } from './govuk-frontend.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
for (const component of [Button, ErrorSummary, NotificationBanner, ServiceNavigation, SkipLink]) {
  createAll(component)
}
